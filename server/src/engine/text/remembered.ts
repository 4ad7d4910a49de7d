/** The function, computed once for each object and kept for as long as the object is. */
export function remembered<Subject extends object, Result>(
  compute: (subject: Subject) => Result,
): (subject: Subject) => Result {
  const known = new WeakMap<Subject, { readonly result: Result }>();
  return (subject) => {
    const before = known.get(subject);
    if (before !== undefined) return before.result;
    const result = compute(subject);
    known.set(subject, { result });
    return result;
  };
}
