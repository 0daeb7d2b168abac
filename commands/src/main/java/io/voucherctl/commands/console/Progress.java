package io.voucherctl.commands.console;

/** Where an engine says how far it is. Engines emit, consoles print. */
@FunctionalInterface
public interface Progress {
  Progress NONE = line -> {};

  /** The state of a long run, in a few words; the next one replaces it. */
  void at(String line);
}
