export { FindIndex } from './find-index.ts'
export { loadReadings } from './readings.ts'
export { spelledOut, unitsOf } from './units.ts'

export type { FindableBook, FindableBorrower } from './find-index.ts'
export type { Person } from './person.ts'
export type { Readings } from './readings.ts'
