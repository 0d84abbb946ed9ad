// Names what a mistyped name may have been meant to be.

// The share of pairs of letters that two names have in common, from 0 to 1.
function likeness(one, other) {
  const pairs = (name) => Array.from({ length: name.length - 1 }, (_, at) => name.slice(at, at + 2));
  const left = pairs(one);
  const right = pairs(other);
  const total = left.length + right.length;
  let common = 0;
  for (const pair of left) {
    const at = right.indexOf(pair);
    if (at >= 0) {
      right.splice(at, 1);
      common += 1;
    }
  }
  return total ? (2 * common) / total : 0;
}

export function hint(name, known, otherwise = "") {
  let best = ["", 0.6];
  for (const each of known) {
    const like = likeness(name, each);
    if (like > best[1]) best = [each, like];
  }
  return best[0] ? `; did you mean “${best[0]}”?` : otherwise;
}
