/** Lets what waits at the worker's door in: a question, a cancellation. */
export async function giveWay(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 0))
}
