package io.voucherctl.commands.load;

import org.jspecify.annotations.Nullable;

/**
 * What a person, or a rule, wants of a run under way. Asked several times a second, on the thread
 * that also calls the observers.
 */
interface RunControl {
  /** The run goes as planned. */
  RunControl NONE =
      new RunControl() {
        @Override
        public double factor() {
          return 1;
        }

        @Override
        public @Nullable String stop() {
          return null;
        }
      };

  /** The wanted share of the planned rates: 1 is as planned, 2 is twice as fast. Above 0. */
  double factor();

  /** Null to go on; else why the run shall end now, in words for the report. */
  @Nullable String stop();
}
