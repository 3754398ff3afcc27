/** Follows the hash of the page; the browser's history is the only history. */
import { hrefOf, parseRoute, type Route } from './route.ts'

/** What of a window the router needs. */
export type RouterWindow = Pick<Window, 'addEventListener' | 'location' | 'history'>

export class Router {
  #route = $state.raw<Route>({ page: 'today' })
  readonly #window: RouterWindow
  /** Hash of the page before this one, if it was one of ours. */
  #before: string | null = null
  #hash: string

  constructor(page: RouterWindow) {
    this.#window = page
    this.#hash = page.location.hash
    this.#route = parseRoute(this.#hash)
    page.addEventListener('hashchange', () => {
      this.#before = this.#hash
      this.#hash = page.location.hash
      this.#route = parseRoute(this.#hash)
    })
  }

  get route(): Route {
    return this.#route
  }

  go(route: Route): void {
    this.#window.location.hash = hrefOf(route)
  }

  /** Back to the beginning: neither the address nor the way back to it names where one was. */
  forget(): void {
    this.#window.location.replace(hrefOf({ page: 'today' }))
    this.#hash = this.#window.location.hash
    this.#before = null
    this.#route = { page: 'today' }
  }

  /** Closes what stands over a page: back to it where one came from it, else in its place. */
  leaveTo(route: Route): void {
    const href = hrefOf(route)
    if (this.#before === href) this.#window.history.back()
    else this.#window.location.replace(href)
  }
}
