package io.voucherctl.commands.load;

import io.voucherctl.commands.console.Screen;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of a terminal and the conditions that abort want of a run. Plus and minus change
 * the rates by a tenth of the planned ones, brackets by a factor of two, from a tenth of the plan
 * to tenfold. One thread.
 */
final class RunSteering implements RunControl {
  static final String HELP = "+ - rate by 10%, ] [ by 2, q stops";

  private static final int WHOLE = 100;
  private static final int STEP = 10;
  private static final int LEAST = 10;
  private static final int MOST = 1_000;
  private static final int END_OF_TEXT = 3;

  private final RunJudge judge;
  private final @Nullable Screen screen;
  private int percent = WHOLE;
  private boolean quit;

  RunSteering(RunJudge judge, @Nullable Screen screen) {
    this.judge = judge;
    this.screen = screen;
  }

  @Override
  public double factor() {
    readKeys();
    return percent / (double) WHOLE;
  }

  @Override
  public @Nullable String stop() {
    readKeys();
    if (quit) {
      return "stopped by key";
    }
    return judge.aborted() == null ? null : "aborted: " + judge.aborted();
  }

  /** True when a person ended the run by a key: that is an interrupt. */
  boolean hasQuit() {
    return quit;
  }

  private void readKeys() {
    if (screen == null) {
      return;
    }
    for (int key = screen.key(); key != Screen.NO_KEY; key = screen.key()) {
      switch (key) {
        case '+', '=' -> percent += STEP;
        case '-', '_' -> percent -= STEP;
        case ']' -> percent *= 2;
        case '[' -> percent /= 2;
        case 'q', 'Q', END_OF_TEXT -> quit = true;
        default -> {
          // Nothing is bound to it.
        }
      }
      percent = Math.clamp(percent, LEAST, MOST);
    }
  }
}
