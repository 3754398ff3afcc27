/** What a table was measured on. */
import { cpus, totalmem } from 'node:os'

export function machine(): string {
  const cores = cpus()
  const date = new Date().toISOString().slice(0, 10)
  const model = cores[0]?.model.trim() ?? 'unknown processor'
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`
  const system = `Node ${process.versions.node}, ${process.platform} ${process.arch}`
  return `${date}, ${model}, ${cores.length} cores, ${memory}, ${system}`
}
