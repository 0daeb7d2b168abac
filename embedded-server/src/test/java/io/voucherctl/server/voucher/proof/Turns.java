package io.voucherctl.server.voucher.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Rates that were measured in turns, and how the others compare with the first. */
final class Turns {
  private final List<String> names;
  private final List<List<Double>> rounds = new ArrayList<>();

  Turns(String... names) {
    this.names = List.of(names);
  }

  /** One round, in the order of the names. */
  void add(Double... rates) {
    rounds.add(List.of(rates));
  }

  /** The middle one of the rounds' own ratios. */
  double ratio(int which) {
    return median(rounds.stream().map(round -> round.get(which) / round.getFirst()).toList());
  }

  void print() {
    for (int i = 0; i < names.size(); i++) {
      int which = i;
      List<Double> rates = rounds.stream().map(round -> round.get(which)).toList();
      System.out.printf(
          "  %-15s %s   median %,9.0f  ratio %.2f%n",
          names.get(i),
          rates.stream().map("%,9.0f"::formatted).collect(Collectors.joining()),
          median(rates),
          ratio(i));
    }
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
