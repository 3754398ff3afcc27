/** What cannot happen stops the program with a sentence; what can happen is returned as data instead. */
export function assert(condition: unknown, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence)
}
