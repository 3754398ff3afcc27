/** The titles of the catalogue by id. An app may work them out when it is built (`titles` in its vite.config.ts). */
import warnings from '../texts/warnings.json' with { type: 'json' }
import type { InEveryLanguage } from './language.ts'
import { REASONS } from './reasons.ts'

type Titles = Readonly<Record<string, InEveryLanguage<string>>>

export const REASON_TITLES = titlesOf(REASONS)
export const WARNING_TITLES = titlesOf(warnings)

function titlesOf(catalogue: Readonly<Record<string, InEveryLanguage<{ readonly title: string }>>>): Titles {
  return Object.fromEntries(
    Object.entries(catalogue).map(([id, { 'zh-CN': chinese, en }]) => [id, { 'zh-CN': chinese.title, en: en.title }]),
  )
}
