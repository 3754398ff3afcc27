import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { expectNothingStrange, host, importFile, makeVault, open, PIN, unlock } from './app.ts'
import { faultsOf, SIZES } from './faults.ts'
import { gbk } from './gbk.ts'

const FILE = [
  '东市信用社 三月',
  '会员号,姓名,联系电话,村组,授信额度(元),授信日期,备注',
  'K01,王秀兰,13800001111,东市一组,"5,000",2026/1/5,老客户',
  'K02,李娜,13900001111,东市二组,6000,2026/1/6,',
  'K03,,13900002222,东市二组,7000,2026/1/6,没有姓名',
  'K04,赵敏,13900003333,东市一组,七千,2026/2/30,=1+1',
].join('\r\n')

async function saved(page: Page, name: RegExp): Promise<{ readonly name: string; readonly text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()])
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') }
}

async function fileInto(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.evaluate(() => (location.hash = '#/book/import'))
  await page.locator('form input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer })
}

it('explains an unknown Chinese table, runs it dry, takes the good rows, gives the bad ones back', async () => {
  const { url } = await host()
  const { page, context, seen } = await open({ acceptDownloads: true, locale: 'zh-CN', reducedMotion: 'reduce' })
  const faults: string[] = []
  const look = async (screen: string): Promise<void> => {
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport)
      faults.push(...(await faultsOf(page, `${screen}, ${size}`)))
    }
  }
  await page.goto(url)
  await makeVault(page)
  await page.getByRole('button', { name: /从空账本开始/u }).click()
  await page.locator('section.empty').waitFor()
  await fileInto(page, '三月.csv', gbk(FILE))
  await page.getByText('按 GBK 读取，各列以逗号分隔；第 2 行是列名。').waitFor()
  const rows = page.locator('section[aria-labelledby=first-rows-title]')
  await rows.getByText('开立额度 ¥5,000').waitFor()
  await rows.getByText('王秀兰 · 13800001111 · 东市一组').waitFor()
  expect(await page.getByLabel('联系电话').inputValue()).toBe('phone')
  expect(await page.getByLabel('村组').inputValue()).toBe('centre')
  expect(await page.getByLabel('备注').inputValue()).toBe('')
  // Without the column of numbers nobody knows whose row it is; what comes of a correction is seen at once.
  await page.getByLabel('会员号').selectOption('')
  // Looked up elsewhere meanwhile, it is as it was.
  await page.evaluate(() => (location.hash = '#/find'))
  await page.locator('main search').waitFor()
  await page.goBack()
  await page.getByText('三月.csv').waitFor()
  await page.getByText('请指出哪一列是借款人编号或额度编号。').waitFor()
  expect(await page.getByRole('button', { name: '先看会改变什么' }).isDisabled()).toBe(true)
  await page.getByLabel('会员号').selectOption('borrower')
  await rows.getByText('姓名: 没有内容').waitFor()
  await look('mapping')
  await page.getByLabel('起个名字，保存这些列的含义').fill('东市月报')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已保存：东市月报').waitFor()
  const profile = await saved(page, /把 东市月报 存成文件/u)
  expect(JSON.parse(profile.text)).toMatchObject({ kind: 'entries', title: '东市月报', columns: { borrower: ['会员号'], centre: ['村组'] } })
  await page.getByRole('button', { name: '先看会改变什么' }).click()
  await page.locator('#preview-title').waitFor()
  await page.getByText('共 4 行：新增 4 条记录，0 条已有，3 个问题。现在还没有保存任何内容。').waitFor()
  await look('dry run')
  const bad = await saved(page, /保存未采用的行/u)
  expect(bad.text).toContain('会员号,姓名,联系电话')
  expect(bad.text).toMatch(/^5,姓名: [^,]+,K03,,/mu)
  expect(bad.text).toContain("'=1+1")
  await page.getByRole('button', { name: '导入 4 条记录' }).click()
  await page.locator('#report-title').waitFor()
  // The corrected rows are recognised by the profile that was kept; what is known is not taken twice.
  await page.getByRole('button', { name: '再导入一个' }).click()
  await fileInto(page, '改正.csv', Buffer.from(bad.text.replace('K03,,', 'K03,周强,').replace('七千', '7000').replace('2026/2/30', '2026/2/28')))
  await page.getByText('根据文件内容推荐，不对可以改。').waitFor()
  expect(await page.locator('form select').first().inputValue()).toMatch(/^own-/u)
  await page.getByRole('button', { name: '先看会改变什么' }).click()
  await page.getByText('共 2 行：新增 4 条记录，0 条已有，0 个问题').waitFor()
  await page.getByRole('button', { name: '导入 4 条记录' }).click()
  await page.locator('#report-title').waitFor()
  expect(faults).toEqual([])
  expectNothingStrange(seen, url)
  await context.close()
}, 180_000)

it('hands over what was recorded, in two taps, and a book that gets it twice is the same', async () => {
  const { url } = await host()
  const { page, context, seen } = await open({ acceptDownloads: true, reducedMotion: 'reduce' })
  const opened = { id: 'o', borrower: 'B-1', line: 'L-1', on: '2026-01-10', at: '2026-01-10T09:00:00Z', by: 'x', type: 'line.opened', data: { kind: 'revolving', currency: 'CNY', limit: 100_000 } }
  await page.goto(url)
  await makeVault(page)
  await importFile(page, 'book.jsonl', JSON.stringify(opened))
  await page.evaluate(() => (location.hash = '#/line/L-1/record/flag'))
  await page.locator('dialog form').waitFor()
  await page.locator('dialog button[type=submit]').click()
  await page.locator('.result').waitFor()
  await page.evaluate(() => (location.hash = '#/today'))
  await page.getByRole('link', { name: 'One entry recorded on this tablet waits to be handed over.' }).click()
  await page.locator('#waiting-title').waitFor()
  const entries = await saved(page, /^Save them to a file$/u)
  expect(entries.text.trim().split('\n').map((line) => (JSON.parse(line) as { type: string }).type)).toContain('flag.raised')
  expect(await faultsOf(page, 'handing over')).toEqual([])
  await page.getByRole('button', { name: 'It is there: handed over' }).click()
  await page.getByText('All that was recorded on this tablet has been handed over.').waitFor()
  // Locked and unlocked, it is still handed over.
  await page.locator('nav button').click()
  await page.locator('.pad').waitFor()
  await unlock(page, { pin: PIN })
  await page.evaluate(() => (location.hash = '#/book'))
  await page.getByText('All that was recorded on this tablet has been handed over.').waitFor()
  const other = await open({ reducedMotion: 'reduce' })
  await other.page.goto(url)
  await makeVault(other.page, 'Head Office')
  await importFile(other.page, 'book.jsonl', JSON.stringify(opened))
  for (let time = 0; time < 2; time++) {
    await other.page.getByRole('button', { name: 'Another file' }).click()
    await importFile(other.page, entries.name, entries.text)
  }
  await other.page.getByText(/New entries: 0; known already: [1-9]\d*; problems: 0/u).waitFor()
  expectNothingStrange(seen, url)
  await context.close()
  await other.context.close()
}, 120_000)
