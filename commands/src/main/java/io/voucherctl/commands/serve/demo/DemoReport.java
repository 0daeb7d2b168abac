package io.voucherctl.commands.serve.demo;

import io.voucherctl.commands.serve.demo.ShopReport.State;
import io.voucherctl.commands.serve.demo.ShopRequest.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of the demo data.
 *
 * @param left tenants beyond {@link DemoSeeding#MOST_SHOPS}, which get none
 */
public record DemoReport(long seed, List<ShopReport> shops, int left) {
  /** As results show it: which codes can be tried. */
  public record Summary(long seed, List<Codes> tenants) {}

  /** A few codes of one tenant. */
  public record Codes(String tenant, List<String> codes) {}

  /** The part of a region's address; tenants without a shop are left out. */
  public Summary summary() {
    return new Summary(
        seed,
        shops.stream()
            .filter(shop -> !shop.codes().isEmpty())
            .map(shop -> new Codes(shop.tenant(), shop.codes()))
            .toList());
  }

  /** The closing line; null when nothing was made. */
  public @Nullable String line() {
    List<ShopReport> seeded = shops.stream().filter(shop -> shop.state() == State.SEEDED).toList();
    if (seeded.isEmpty()) {
      return null;
    }
    List<String> numbers = new ArrayList<>();
    for (Kind kind : List.of(Kind.VOUCHER, Kind.CUSTOMER, Kind.ORDER, Kind.REDEMPTION)) {
      int all = seeded.stream().mapToInt(shop -> shop.made().getOrDefault(kind, 0)).sum();
      numbers.add(counted(all, kind.name().toLowerCase(Locale.ROOT)));
    }
    return "seeded "
        + counted(seeded.size(), "tenant")
        + ": "
        + String.join(", ", numbers)
        + "; try "
        + String.join(" or ", seeded.getFirst().codes().subList(0, 2));
  }

  /** What a person should know although the region runs. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    for (ShopReport shop : shops) {
      if (shop.state() == State.BROKEN) {
        warnings.add("no whole demo data for " + shop.tenant() + ": " + shop.problem());
      } else if (shop.refused() > 0) {
        warnings.add(
            "the demo data of "
                + shop.tenant()
                + " lacks "
                + counted(shop.refused(), "part")
                + ", first: "
                + shop.problem());
      }
    }
    if (left > 0) {
      warnings.add("no demo data for the last " + counted(left, "tenant") + " of the file");
    }
    return warnings;
  }

  private static String counted(int number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
