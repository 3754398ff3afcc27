/** What the app says, in the language of a test: by the key and the values of a message. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

type Message = string | readonly [{ readonly match: Readonly<Record<string, string>> }]
type Values = Readonly<Record<string, string | number>>

export interface Says {
  /** Throws for a key that no message has. */
  say(key: string, values?: Values): string
  /** The same with anything where a value is not given, as a day. */
  like(key: string, values?: Values): RegExp
}

export function says(language: 'en' | 'zh-CN'): Says {
  const folder = fileURLToPath(new URL(`../messages/${language}/`, import.meta.url))
  const messages: Record<string, Message> = Object.assign({}, ...readdirSync(folder).map((file) => JSON.parse(readFileSync(`${folder}${file}`, 'utf8')) as object))
  const say = (key: string, values: Values = {}): string => {
    const message = messages[key]
    if (message === undefined) throw new Error(`No message ${key}`)
    return (typeof message === 'string' ? message : formOf(message[0].match, values)).replaceAll(/\{(\w+)\}/gu, (gap, name: string) => String(values[name] ?? gap))
  }
  const like = (key: string, values: Values = {}): RegExp => {
    const parts = say(key, values).split(/\{\w+\}/u)
    return new RegExp(parts.map((part) => part.replaceAll(/[.*+?^$()|[\]\\{}]/gu, String.raw`\$&`)).join('.*'), 'u')
  }
  return { say, like }
}

/** Of a message that counts: the form for that count. */
function formOf(match: Readonly<Record<string, string>>, values: Values): string {
  const forms = Object.entries(match)
  const one = Object.values(values).includes(1)
  return forms.find(([form]) => form.endsWith(one ? '=one' : '=other'))![1]
}
