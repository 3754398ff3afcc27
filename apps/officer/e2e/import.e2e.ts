import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { expectNothingStrange, host, importFile, open } from './app.ts'

const HEAD = 'ID,LIMIT_BAL,PAY_0,PAY_2,PAY_3,PAY_4,PAY_5,PAY_6,BILL_AMT1,BILL_AMT2,BILL_AMT3,BILL_AMT4,BILL_AMT5,BILL_AMT6,PAY_AMT1,PAY_AMT2,PAY_AMT3,PAY_AMT4,PAY_AMT5,PAY_AMT6'
const GOOD = '90000,0,0,0,0,0,0,29239,14027,13559,14331,14948,15549,1518,1500,1000,1000,1000,5000'

it('takes the good rows and reports the bad ones, in words and as a file', async () => {
  const { url } = await host()
  const { page, context, seen } = await open({ acceptDownloads: true })
  await page.goto(url)
  await page.getByRole('button', { name: 'Choose a file' }).click()
  await importFile(page, 'march.csv', [HEAD, `1,${GOOD}`, `2,${GOOD.replace('29239', 'many')}`, `3,${GOOD}`, '4,5,6'].join('\n'))
  await page.getByText('The file is in the book').waitFor()
  await page.getByText('2 problems', { exact: true }).waitFor()
  await page.getByRole('cell', { name: 'not a number' }).waitFor()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save the report' }).click()])
  expect(download.suggestedFilename()).toBe('import-report-march.csv.csv')
  const report = readFileSync(await download.path(), 'utf8')
  expect(report).toContain('problems,2\r\n')
  expect(report).toContain('bad-number')
  await page.getByRole('link', { name: 'To today' }).click()
  await page.getByRole('button', { name: '2 All lines' }).waitFor()
  expectNothingStrange(seen, url)
  await context.close()
})

it('refuses what is no file of the kind and says why', async () => {
  const { url } = await host()
  const { page, context, seen } = await open({ locale: 'zh-CN' })
  await page.goto(url)
  await page.getByRole('button', { name: '选择文件' }).click()
  await page.locator('form button[type=submit]').click()
  await page.getByText('请选择文件。').waitFor()
  await page.locator('input[type=file]').setInputFiles({ name: '照片.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b,c\n1,2,3\n') })
  await page.getByText('看不出是哪一种').waitFor()
  await page.locator('form button[type=submit]').click()
  await page.getByText('请选择文件种类。').waitFor()
  await page.locator('form select').selectOption('statements-taiwan')
  await page.locator('form button[type=submit]').click()
  await page.getByText('文件没有采用').waitFor()
  await page.locator('table tbody tr').first().waitFor()
  expectNothingStrange(seen, url)
  await context.close()
})

it('shows how far it is, and stops when told to, keeping nothing', async () => {
  const { url } = await host()
  const { page, context, seen } = await open()
  await page.goto(url)
  await page.getByRole('button', { name: 'Choose a file' }).click()
  const rows = Array.from({ length: 60_000 }, (_, i) => `${i},${GOOD}`)
  await page.locator('input[type=file]').setInputFiles({ name: 'big.csv', mimeType: 'text/csv', buffer: Buffer.from([HEAD, ...rows].join('\n')) })
  await page.getByText('Proposed after').waitFor()
  await page.locator('form button[type=submit]').click()
  await page.getByRole('progressbar').waitFor()
  await page.getByText(/[1-9][\d,]* rows/u).waitFor()
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByText('Stopped: nothing of the file was kept').waitFor()
  await page.getByRole('link', { name: 'To today' }).click()
  await page.getByRole('button', { name: 'Open the stories' }).waitFor()
  expectNothingStrange(seen, url)
  await context.close()
})
