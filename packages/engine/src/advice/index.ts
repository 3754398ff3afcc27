export { advisePolicy } from './advise.ts'
export { ADVICE_CODES, FACTS_OF } from './finding.ts'
export { BEHAVIOURS, TROUBLE } from './probe-lines.ts'
export type { Advice, AdviceCode } from './finding.ts'
