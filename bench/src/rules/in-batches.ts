/** Many under way at once, but not all: beyond some hundreds, what waits costs more than it gains. */
const BATCH = 500

export async function inBatches<A, B>(asked: readonly A[], answer: (one: A) => Promise<B>): Promise<B[]> {
  const answers: B[] = []
  for (let at = 0; at < asked.length; at += BATCH) answers.push(...(await Promise.all(asked.slice(at, at + BATCH).map(answer))))
  return answers
}
