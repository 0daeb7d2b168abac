package io.voucherctl.commands.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One of several generators that together send exactly the plan: the k-th arrival of a tenant (from
 * 0) belongs to shard {@code k mod count + 1}.
 *
 * @param number from 1
 */
public record Shard(int number, int count) {
  public static final Shard WHOLE = new Shard(1, 1);

  private static final int MOST = 1_000;
  private static final Pattern TEXT = Pattern.compile("(\\d{1,4})/(\\d{1,4})");

  public Shard {
    if (count < 1 || count > MOST || number < 1 || number > count) {
      throw new IllegalArgumentException(
          "a shard is 1/n to n/n, with n up to " + MOST + ", not " + number + "/" + count);
    }
  }

  /** Reads {@code 2/4}; anything else is an IllegalArgumentException. */
  public static Shard parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a shard; write which of how many, such as 2/4");
    }
    return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  /** This generator's share of a number of places: the shares add up to the whole. */
  public int of(int places) {
    return places / count + (number <= places % count ? 1 : 0);
  }

  /** Every arrival of the whole plan that belongs to this shard. */
  ArrivalSchedule of(ArrivalSchedule whole) {
    return count == 1 ? whole : new Thinned(whole);
  }

  @Override
  public String toString() {
    return number + "/" + count;
  }

  private final class Thinned implements ArrivalSchedule {
    private final ArrivalSchedule whole;
    private int skipped = number - 1;

    Thinned(ArrivalSchedule whole) {
      this.whole = whole;
    }

    @Override
    public long nextNanos() {
      for (int i = 0; i < skipped; i++) {
        whole.nextNanos();
      }
      skipped = count - 1;
      return whole.nextNanos();
    }

    @Override
    public double rateAt(long nanos) {
      return whole.rateAt(nanos) / count;
    }
  }
}
