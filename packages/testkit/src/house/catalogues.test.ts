import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeFiles, textFiles } from './source-tree.ts'

const CATALOGUE = /^(apps\/[^/]+)\/messages\/([^/]+)\/[^/]+\.json$/u

describe('the message catalogue of an app', () => {
  const files = textFiles().flatMap(({ path, text }) => {
    const [, app, locale] = CATALOGUE.exec(path) ?? []
    if (app === undefined || locale === undefined) return []
    const keys = Object.keys(JSON.parse(text) as object).filter((key) => key !== '$schema')
    return [{ app, locale, area: basename(path), keys }]
  })
  const apps = [...new Set(files.map(({ app }) => app))]

  it.each(apps)('of %s has every text in both languages, in the file of the same area, and no text twice', (app) => {
    const of = (locale: string): string[] =>
      files.filter((file) => file.app === app && file.locale === locale).flatMap(({ area, keys }) => keys.map((key) => `${area} ${key}`)).sort()
    expect(of('zh-CN')).toEqual(of('en'))
    const names = of('en').map((entry) => entry.split(' ')[1]!)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })

  it.each(apps)('of %s has no text that nothing says', (app) => {
    const said = new Set(codeFiles().filter(({ path }) => path.startsWith(`${app}/src/`)).flatMap(({ text }) => text.match(/\bm\.\w+/gu) ?? []))
    expect(files.filter((file) => file.app === app).flatMap(({ keys }) => keys).filter((key) => !said.has(`m.${key}`))).toEqual([])
  })

  it('lists each file in the settings that compile it', () => {
    for (const app of apps) {
      const settings = textFiles().find(({ path }) => path === `${app}/project.inlang/settings.json`)
      for (const { area } of files.filter((file) => file.app === app)) expect(settings?.text).toContain(`/${area}"`)
    }
  })
})
