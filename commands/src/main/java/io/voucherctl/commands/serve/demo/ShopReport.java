package io.voucherctl.commands.serve.demo;

import io.voucherctl.commands.serve.demo.ShopRequest.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of one tenant's shop.
 *
 * @param made how many of each kind, now
 * @param codes a few that can be used; empty when the shop is not there
 * @param refused requests that were answered otherwise than planned
 * @param problem the first thing that went wrong; null when nothing did
 */
record ShopReport(
    String tenant,
    State state,
    Map<Kind, Integer> made,
    List<String> codes,
    int refused,
    @Nullable String problem) {

  /** How the tenant stands. */
  enum State {
    /** The shop was made, or finished, now. */
    SEEDED,
    /** The shop was there before. */
    THERE,
    /** The tenant has vouchers of its own, which are left alone. */
    OWN,
    /** It could not be finished; the next start goes on with it. */
    BROKEN
  }

  static ShopReport of(DemoShop shop, State state) {
    boolean there = state == State.SEEDED || state == State.THERE;
    return new ShopReport(
        shop.tenant(), state, Map.of(), there ? shop.codes() : List.of(), 0, null);
  }

  static ShopReport broken(String tenant, Map<Kind, Integer> made, String problem) {
    return new ShopReport(tenant, State.BROKEN, Map.copyOf(made), List.of(), 0, problem);
  }
}
