/** Advice on a policy as text: where, what, what to do, and the life that shows it. */
import { adviceText, characteristicText, metricText, phaseText, probeText, renderText, segmentText } from '@tideline/content'
import type { Advice } from '@tideline/engine/advice'
import { showMetric } from '../explain/show-value.ts'
import { count } from '../failure.ts'
import { labelOf } from './label.ts'
import { paint } from './paint.ts'

/** `policy.json: layers[1].rules[2]: warning: A cut feeds its own cause [cut-feeds-its-cause]`, what and how below it. */
export function sayAdvice(name: string, { code, severity, path, facts }: Advice): string[] {
  const { title, what, act } = adviceText(code, 'en')
  const words = wordsOf(facts)
  const head = `${name}: ${path}: ${paint(severity === 'warning' ? 'yellow' : 'gray', severity)}: ${title} [${code}]`
  return [head, `    ${renderText(what, words)}`, `    ${renderText(act, words)}`, ...sayExample(facts, words)]
}

/** `2 warnings, 1 note`; `null` if there are none. */
export function countAdvice(advice: readonly Advice[]): string | null {
  const of = (severity: Advice['severity'], noun: string): string[] => {
    const n = advice.filter((one) => one.severity === severity).length
    return n === 0 ? [] : [count(n, noun)]
  }
  const parts = [...of('warning', 'warning'), ...of('note', 'note')]
  return parts.length === 0 ? null : parts.join(', ')
}

function sayExample({ probe, kind, phase, day }: Advice['facts'], words: Readonly<Record<string, string>>): string[] {
  if (probe === undefined) return []
  const who = renderText(probeText(String(probe), 'en'), words)
  return [`    Seen on ${day}: a ${kind} line opened on 2020-01-01 whose borrower ${who} (market phase: ${labelOf(phaseText, String(phase), 'en')})`]
}

/** Facts in words: metrics, segments and characteristics by their labels, thresholds in the unit of their metric. */
function wordsOf(facts: Advice['facts']): Readonly<Record<string, string>> {
  const word = (key: string, value: string | number): string => {
    switch (key) {
      case 'metric':
      case 'wavering':
        return metricText(String(value), 'en').label
      case 'segment':
        return labelOf(segmentText, String(value), 'en')
      case 'characteristic':
        return labelOf(characteristicText, String(value), 'en')
      case 'entry':
      case 'exit':
        return threshold(facts['metric'], value)
      case 'wavers':
        return threshold(facts['wavering'], value)
      default:
        return String(value)
    }
  }
  return Object.fromEntries(Object.entries(facts).map(([key, value]) => [key, word(key, value)]))
}

/** A policy knows no currency: its money is said in minor units. */
function threshold(metric: string | number | undefined, value: string | number): string {
  if (typeof value !== 'number' || typeof metric !== 'string') return String(value)
  return metricText(metric, 'en').unit === 'money' ? `${value} minor units` : showMetric(metric, value, '', 'en')
}
