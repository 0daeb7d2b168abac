package io.voucherctl.commands.load;

import io.voucherctl.commands.exit.ExitCode;
import org.jspecify.annotations.Nullable;

/** Whether the person wants the run to end. Asked often and from any thread. */
@FunctionalInterface
public interface InterruptSignal {
  InterruptSignal NEVER = () -> null;

  /** Null while nobody asked; then what the process shall say when it ends. */
  @Nullable ExitCode raised();
}
