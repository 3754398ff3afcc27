/** What is sought on the page that finds; it outlives the page, so that one comes back to where one was. */
import type { FindFilter } from '@tideline/runtime'

export class FindKept {
  text = $state('')
  filter = $state.raw<FindFilter>({})
}
