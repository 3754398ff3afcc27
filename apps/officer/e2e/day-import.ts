/** A table from the office with bad rows: the good ones are kept, the bad ones listed. */
import type { Says } from './say.ts'
import { gbk } from './gbk.ts'
import type { Tablet } from './tablet.ts'

const COLUMNS = {
  en: ['Member no,Name,Phone,Group,Limit,Opened,Note', 'Amina Yusuf', 'Grace Otieno'],
  'zh-CN': ['会员号,姓名,联系电话,村组,授信额度(元),授信日期,备注', '王秀兰', '李娜'],
} as const

/** Two good rows, one without a name, one whose limit and day are none. */
export function badRows(language: Tablet['language']): Buffer {
  const [columns, first, second] = COLUMNS[language]
  const rows = [columns, `K01,${first},13800001111,,"5,000",2026-01-05,`, `K02,${second},13900001111,,6000,2026-01-06,`, 'K03,,13900002222,,7000,2026-01-06,', 'K04,Zhao,13900003333,,many,2026-02-30,=1+1']
  const text = rows.join('\r\n')
  return language === 'en' ? Buffer.from(text) : gbk(text)
}

export async function importBadRows(tablet: Tablet): Promise<void> {
  const { page, language, say, shows, button, go } = tablet
  await go('#/book/import')
  await page.locator('form input[type=file]').setInputFiles({ name: 'march.csv', mimeType: 'text/csv', buffer: badRows(language) })
  await shows(say('first_rows_title'))
  await button(say('import_start')).click()
  await page.locator('#preview-title').waitFor()
  await shows(say('preview_counts', COUNTS))
  await button(say('preview_take', { count: COUNTS.added })).click()
  await page.locator('#report-title').waitFor()
  await shows(say('report_done'))
  await badRowsListed(tablet)
  await tablet.look('an import with bad rows')
  await go('#/line/K01')
  await shows(COLUMNS[language][1], page.locator('article h1'))
}

const COUNTS = { rows: 4, added: 4, known: 0, problems: 3 }

async function badRowsListed({ page, say }: Pick<Tablet, 'page'> & Says): Promise<void> {
  for (const code of ['empty_cell', 'bad_number', 'impossible_date']) await page.getByRole('cell', { name: say(`problem_${code}`) }).first().waitFor()
}
