/** A small static host for a built app; any other does as well, no special header is needed. */
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'

/** Recommended to every host: what the app needs and nothing more. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Serves the built app in `folder` from `port` or, where that is taken, the first free one after it (0: any).
 * Resolves to its address and a way to stop.
 */
export async function serve(folder, port = 4173) {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`${folder} holds no built app: run \`npm start\` first.`)
  const files = sirv(folder, {
    etag: true,
    single: true,
    setHeaders: (response, path) => {
      response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY)
      response.setHeader('X-Content-Type-Options', 'nosniff')
      // Names under assets/ carry a hash; everything else must be asked for again, the service worker above all.
      const lasting = path.startsWith('/assets/')
      response.setHeader('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const server = createServer((request, response) => {
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
