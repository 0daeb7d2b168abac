package io.voucherctl.commands.console;

/** The terminal a person sits at, for as long as a command follows what is typed there. */
public interface Screen extends AutoCloseable {
  /** What {@link #key} returns when nothing was typed. */
  int NO_KEY = -1;

  /** In characters. */
  record Size(int columns, int rows) {}

  /** As it is now: people resize their windows. */
  Size size();

  /** True when what is typed arrives key by key. */
  boolean hasKeys();

  /** The next character typed; returns at once. */
  int key();

  /** Gives the terminal back as it was; again is harmless. Any thread. */
  @Override
  void close();
}
