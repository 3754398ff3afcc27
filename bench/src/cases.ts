/** The tables of BENCHMARKS.md: which tasks make each, and what is to be reached. */
import { ENGINE_FOLD, PLAIN_FOLD } from './fold/tasks.ts'
import { DECIDE, OPEN, TO_HISTORY, TO_TODAY } from './replay/tasks.ts'
import { COLUMNS, JSON_WAYS, SINGLE, ZEN, ZEN_WAYS } from './rules/tasks.ts'
import { MINI, TIDELINE } from './search/tasks.ts'
import { NEW_EVENT, PATH } from './single/tasks.ts'
import type { TaskName } from './tasks.ts'

/** At most so many milliseconds, by the median or another share of the samples. */
interface TimeGoal {
  readonly row: string
  readonly atMost: number
  readonly share?: number
}

/** How much faster, a unit of work, one row is than the fastest of others; with a goal or only to know. */
interface Comparison {
  readonly row: string
  readonly than: readonly string[]
  readonly atLeast?: number
}

export interface BenchCase {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly tasks: readonly TaskName[]
  /** Rows that several tasks measure, shown of the first only. */
  readonly once?: readonly string[]
  /** Rows left out. */
  readonly without?: readonly string[]
  readonly goals?: readonly TimeGoal[]
  readonly comparisons?: readonly Comparison[]
}

export const CASES: readonly BenchCase[] = [
  {
    id: 'rules',
    title: 'Rules alone',
    about: '12 inputs, 14 rules in 4 layers, all rules told and the limit cut; 10,000 sets of inputs, every answer compared first.',
    tasks: ['rules-tideline', 'rules-zen', 'rules-json'],
    comparisons: [
      { row: SINGLE, than: [ZEN], atLeast: 100 },
      { row: COLUMNS, than: [ZEN], atLeast: 100 },
      { row: COLUMNS, than: ZEN_WAYS },
      { row: SINGLE, than: JSON_WAYS },
    ],
  },
  {
    id: 'replay',
    title: 'A whole book',
    about: 'Day-exact, on one core; the policies that ship, each line by that of its kind. What comes before a replay is measured apart.',
    tasks: ['join', 'metrics', 'today', 'history'],
    once: [OPEN],
    goals: [
      { row: TO_TODAY, atMost: 1000 },
      { row: TO_HISTORY, atMost: 2000 },
    ],
  },
  {
    id: 'scale',
    title: 'The cost of an event as the book grows',
    about: 'A tenth of the book, the book, and the book ten times over, each borrower then let go before the next is read.',
    tasks: ['tenth', 'today', 'tenfold'],
    without: [OPEN, DECIDE],
  },
  {
    id: 'metrics',
    title: 'Metrics against the same fold over plain objects',
    about: 'At each month’s end; twelve metrics compared figure by figure first. Lines with cancelled dues or statements are left out on both sides.',
    tasks: ['fold-engine', 'fold-plain'],
    comparisons: [{ row: ENGINE_FOLD, than: [PLAIN_FOLD], atLeast: 8 }],
  },
  {
    id: 'single',
    title: 'What a person waits for',
    about: 'Single answers, the median and the 99th percentile.',
    tasks: ['new-event', 'paths'],
    goals: [
      { row: NEW_EVENT, atMost: 16 },
      { row: PATH, atMost: 20 },
      { row: PATH, atMost: 150, share: 0.99 },
    ],
  },
  {
    id: 'comparison',
    title: 'Two policies',
    about: 'The policies that ship and, on the other side, ones under which what only watched suspends.',
    tasks: ['comparison'],
  },
  {
    id: 'search',
    title: 'Finding somebody',
    about: 'Each keystroke on the way to a name in characters, in pinyin, by initials, mistyped, to the end of a telephone number, and to an id; the rows that are shown.',
    tasks: ['search-tideline', 'search-mini'],
    goals: [
      { row: TIDELINE, atMost: 16 },
      { row: TIDELINE, atMost: 16, share: 0.99 },
    ],
    comparisons: [{ row: TIDELINE, than: [MINI] }],
  },
]

