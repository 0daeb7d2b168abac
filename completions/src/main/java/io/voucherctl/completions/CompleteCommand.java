package io.voucherctl.completions;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * What the scripts ask while somebody waits for TAB: prints the candidates of one kind, one a line.
 * It has nothing to say about trouble: an unknown kind, a failing source and a late one all print
 * nothing and exit 0.
 */
@Command(name = "__complete", hidden = true, header = "Print candidates for a completion script.")
public final class CompleteCommand implements Callable<Integer> {
  private static final int MOST = 1_000;

  /** A candidate is shown on a terminal and is split at line ends. */
  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\s]");

  @Parameters(index = "0", paramLabel = "KIND", description = "What to list.")
  private String kind;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "PREFIX",
      defaultValue = "",
      description = "What was typed so far.")
  private String prefix;

  @Spec private CommandSpec spec;

  private final Map<String, Supplier<List<String>>> sources;
  private final Duration deadline;

  /**
   * @param sources kind to candidates; a source runs on a virtual thread of its own, is interrupted
   *     at the deadline and must not hold the process up after that
   * @param deadline how long a source may take; with the start of the process it has to fit into
   *     the one second that the scripts wait
   */
  public CompleteCommand(Map<String, Supplier<List<String>>> sources, Duration deadline) {
    this.sources = Map.copyOf(sources);
    this.deadline = deadline;
  }

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    candidates().stream()
        .filter(word -> word.startsWith(prefix) && !word.isEmpty())
        .filter(word -> !UNPRINTABLE.matcher(word).find())
        .sorted()
        .distinct()
        .limit(MOST)
        .forEach(word -> out.print(word + "\n"));
    out.flush();
    return 0;
  }

  private List<String> candidates() throws InterruptedException {
    Supplier<List<String>> source = sources.getOrDefault(kind, List::of);
    FutureTask<List<String>> asked = new FutureTask<>(source::get);
    Thread.ofVirtual().start(asked);
    try {
      return asked.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return List.of();
    } finally {
      asked.cancel(true);
    }
  }
}
