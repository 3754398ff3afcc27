export { createHost, startHost } from './host.ts'

export type { BookPlace, HostOptions } from './host.ts'
