package io.voucherctl.commands.kube;

import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.kube.ExecPlugin.Interaction;
import io.voucherctl.commands.time.Durations;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs exec plugins. With a person at the terminal a plugin gets stdin and stderr, so that it can
 * ask for a login; otherwise stdin is empty and stderr is kept for the failure's text. stderr is
 * never mixed into the answer on stdout.
 */
public final class ExecRunner {
  private static final int MAX_ANSWER = 1 << 20;
  private static final int MAX_COMPLAINT = 200;
  private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);

  private final boolean stdinIsTerminal;
  private final Duration timeout;

  /**
   * @param timeout how long a plugin may take, a person's typing included
   */
  public ExecRunner(boolean stdinIsTerminal, Duration timeout) {
    this.stdinIsTerminal = stdinIsTerminal;
    this.timeout = timeout;
  }

  ExecCredential run(ExecPlugin plugin, KubeServer server) {
    boolean interactive = stdinIsTerminal && plugin.interaction() != Interaction.NEVER;
    if (plugin.interaction() == Interaction.ALWAYS && !interactive) {
      throw failure(plugin, "needs a terminal to ask for a login, and there is none", null);
    }
    Process process = start(plugin, server, interactive);
    try {
      CompletableFuture<String> answer = drain(process.getInputStream());
      CompletableFuture<String> complaint =
          interactive ? CompletableFuture.completedFuture("") : drain(process.getErrorStream());
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failure(plugin, "gave no answer in " + Durations.format(timeout), null);
      }
      if (process.exitValue() != 0) {
        throw failure(
            plugin, "ended with exit code " + process.exitValue() + said(complaint.join()), null);
      }
      return ExecCredential.answer(plugin, answer.join());
    } catch (IllegalArgumentException e) {
      throw failure(plugin, "failed: " + e.getMessage(), null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(plugin, "was interrupted", null);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static Process start(ExecPlugin plugin, KubeServer server, boolean interactive) {
    List<String> command = new ArrayList<>();
    command.add(plugin.command());
    command.addAll(plugin.arguments());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(plugin.environment());
    builder
        .environment()
        .put("KUBERNETES_EXEC_INFO", ExecCredential.question(plugin, server, interactive));
    if (interactive) {
      builder.redirectInput(Redirect.INHERIT).redirectError(Redirect.INHERIT);
    } else {
      builder.redirectInput(Redirect.from(new File("/dev/null")));
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw failure(plugin, "cannot be started: no such program", plugin.installHint());
    }
  }

  /** Reads all of it, so that the plugin never blocks, and keeps the first megabyte. */
  private static CompletableFuture<String> drain(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (stream) {
            byte[] kept = stream.readNBytes(MAX_ANSWER);
            stream.skip(Long.MAX_VALUE);
            return new String(kept, StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        VIRTUAL);
  }

  private static String said(String complaint) {
    String line = complaint.strip().lines().reduce("", (first, last) -> last).strip();
    String cut = line.length() > MAX_COMPLAINT ? line.substring(0, MAX_COMPLAINT) + "..." : line;
    return cut.isEmpty() ? "" : ": " + cut;
  }

  private static Failure failure(ExecPlugin plugin, String problem, @Nullable String hint) {
    return new Failure.Unreachable(
        "credential plugin " + plugin.command() + " " + problem, hint, null);
  }
}
