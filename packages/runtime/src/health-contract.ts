/** By what a page notices that its worker is no more, or no longer answers. */
export interface HealthTasks {
  /** The name of a Web Lock that the worker holds as long as it lives; `null` where the browser has none. */
  lifeline(): Promise<string | null>
  ping(): Promise<void>
}
