package io.voucherctl.commands.load;

import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Which of its vouchers a tenant asks for how often: {@code uniform}, {@code zipf,exponent=1.1} or
 * {@code hot,share=90%,keys=5}. Keys are numbered from the most wanted.
 */
public sealed interface KeyDistribution {
  KeyDistribution UNIFORM = new Uniform();

  /** Draws the number of a key, from 0. */
  @FunctionalInterface
  interface Draw {
    int key(RandomGenerator random);
  }

  /** Prepares to draw among so many keys. Immutable; any thread. */
  Draw over(int keys);

  /** The share of the requests that go to the {@code top} most wanted of so many keys, 0 to 1. */
  double share(int top, int keys);

  /** All alike. */
  record Uniform() implements KeyDistribution {
    @Override
    public Draw over(int keys) {
      return random -> random.nextInt(keys);
    }

    @Override
    public double share(int top, int keys) {
      return Math.min(1, top / (double) keys);
    }

    @Override
    public String toString() {
      return "uniform";
    }
  }

  /** The k-th most wanted (from 1) by the weight {@code 1 / k^exponent}. */
  record Zipf(double exponent) implements KeyDistribution {
    private static final double MOST = 10;

    public Zipf {
      if (!(exponent > 0 && exponent <= MOST)) {
        throw new IllegalArgumentException(
            "a zipf exponent is above 0 and at most 10, not " + KeyDistribution.plain(exponent));
      }
    }

    @Override
    public Draw over(int keys) {
      return new AliasTable(weights(keys).toArray())::draw;
    }

    @Override
    public double share(int top, int keys) {
      return weights(Math.min(top, keys)).sum() / weights(keys).sum();
    }

    DoubleStream weights(int keys) {
      return IntStream.rangeClosed(1, keys).mapToDouble(k -> Math.pow(k, -exponent));
    }

    @Override
    public String toString() {
      return "zipf,exponent=" + KeyDistribution.plain(exponent);
    }
  }

  /**
   * A few keys get most.
   *
   * @param share of the requests that go to the hot keys, above 0 and at most 1
   * @param keys how many are hot; the share is spread evenly over them, the rest over the others
   */
  record Hot(double share, int keys) implements KeyDistribution {
    public Hot {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException("a hot share is above 0% and at most 100%");
      }
      if (keys < 1) {
        throw new IllegalArgumentException("at least 1 key must be hot, not " + keys);
      }
    }

    @Override
    public Draw over(int all) {
      int hot = Math.min(keys, all);
      int others = all - hot;
      return random ->
          others == 0 || random.nextDouble() < share
              ? random.nextInt(hot)
              : hot + random.nextInt(others);
    }

    @Override
    public double share(int top, int all) {
      int hot = Math.min(keys, all);
      if (hot == all) {
        return Math.min(1, top / (double) all);
      }
      return top <= hot
          ? share * top / hot
          : share + (1 - share) * Math.min(1, (top - hot) / (double) (all - hot));
    }

    @Override
    public String toString() {
      return "hot,share=" + KeyDistribution.plain(share * 100) + "%,keys=" + keys;
    }
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
