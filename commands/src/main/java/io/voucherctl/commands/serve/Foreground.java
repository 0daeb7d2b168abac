package io.voucherctl.commands.serve;

/** How a command that serves stays in the foreground. Made in cli, which knows about signals. */
@FunctionalInterface
public interface Foreground {
  /** Returns when the process was asked to stop. */
  void awaitStop() throws InterruptedException;
}
