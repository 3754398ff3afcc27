/** A small static host for a built app. Any other does as well; one that can send headers should send these. */
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import { securityHeaders } from './content-security.mjs'

/** Where browsers say what was refused. */
const REPORTS = '/policy-report'

/**
 * Serves the built app in `folder` from `port` or, where that is taken, the first free one after it (0: any).
 * Resolves to its address and a way to stop. `onViolation` is told in a sentence whatever a browser says that
 * the page or its worker tried against the policy.
 */
export async function serve(folder, port = 4173, onViolation = (_sentence) => {}) {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`${folder} holds no built app: run \`npm start\` first.`)
  const files = sirv(folder, {
    etag: true,
    single: true,
    setHeaders: (response, path) => {
      // Names under assets/ carry a hash; everything else must be asked for again, the service worker above all.
      const lasting = path.startsWith('/assets/')
      response.setHeader('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (request.method === 'POST' && pathname === REPORTS) return takeReport(request, response, onViolation)
    for (const [name, value] of Object.entries(securityHeaders(pathname, REPORTS))) response.setHeader(name, value)
    files(request, response, () => {
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
      response.end('Not found\n')
    })
  })
  const taken = await listenFrom(server, port)
  return {
    url: `http://localhost:${taken}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      }),
  }
}

function takeReport(request, response, onViolation) {
  const parts = []
  request.on('data', (part) => parts.push(part))
  request.on('end', () => {
    response.writeHead(204).end()
    try {
      const report = JSON.parse(Buffer.concat(parts).toString('utf8'))['csp-report']
      onViolation(`${report['document-uri']}: ${report['effective-directive']} ${report['blocked-uri']}`)
    } catch {
      onViolation('a report that says nothing')
    }
  })
}

async function listenFrom(server, first) {
  for (let port = first; port < first + 100; port++) {
    if (await listens(server, port)) return server.address().port
  }
  throw new Error(`no free port from ${first} to ${first + 99}: set PORT to another.`)
}

function listens(server, port) {
  return new Promise((resolve, reject) => {
    const refused = (error) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error))
    server.once('error', refused)
    server.listen(port, () => {
      server.off('error', refused)
      resolve(true)
    })
  })
}
