package io.voucherctl.commands.drill;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.voucherctl.commands.exit.Failure;
import io.voucherctl.commands.serve.RegionAddress;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A {@code voucherctl serve} of its own, so that load and region do not share a heap. Tied to this
 * process: when it dies, however it dies, the region and its pods go with it.
 */
final class RegionProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(150);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Process process;
  private final RegionAddress address;

  private RegionProcess(Process process, RegionAddress address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts a region and waits until it is ready.
   *
   * @param argv the whole command line; must be a {@code serve -o json}
   * @param log where what it says goes
   */
  static RegionProcess start(List<String> argv, Path log) throws InterruptedException {
    Process process;
    try {
      ProcessBuilder builder = new ProcessBuilder(argv).redirectError(log.toFile());
      builder.environment().put("VOUCHERCTL_TETHER", "stdin");
      process = builder.start();
    } catch (IOException e) {
      throw new Failure.Broken("cannot start a region: " + e.getMessage(), null, e);
    }
    try {
      String line = firstLine(process);
      return new RegionProcess(process, new ObjectMapper().readValue(line, RegionAddress.class));
    } catch (IOException | ExecutionException | TimeoutException e) {
      stop(process);
      throw new Failure.Broken("the region did not start" + lastWords(log.toFile()), null, e);
    }
  }

  RegionAddress address() {
    return address;
  }

  @Override
  public void close() {
    stop(process);
  }

  private static String firstLine(Process process)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            String first = out.readLine();
            line.complete(first == null ? "" : first);
            out.transferTo(java.io.Writer.nullWriter());
          } catch (IOException e) {
            line.completeExceptionally(e);
          }
        });
    String first = line.get(START.toSeconds(), TimeUnit.SECONDS);
    if (first.isEmpty()) {
      throw new IOException("it ended without an answer");
    }
    return first;
  }

  private static String lastWords(File log) {
    try {
      List<String> lines = Files.readAllLines(log.toPath());
      return lines.isEmpty() ? "" : ": " + lines.getLast();
    } catch (IOException e) {
      return "";
    }
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
