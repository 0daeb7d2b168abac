package io.voucherctl.commands.latency.chart;

import io.voucherctl.commands.console.Tone;

/** One line of a small table on a report's page. */
public record Fact(String name, String value, Tone tone) {
  public Fact(String name, String value) {
    this(name, value, Tone.PLAIN);
  }
}
