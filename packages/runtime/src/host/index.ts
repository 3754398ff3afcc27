export { createHost, startHost } from './host.ts'

export type { HostOptions } from './host.ts'
