package io.voucherctl.server.voucher.proof;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A {@code voucherctl serve} of some kind, as a process of its own that is up. */
public final class Served implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Process process;
  private final JsonNode address;

  private Served(Process process, JsonNode address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Returns when it has told its address.
   *
   * @param program what stands before {@code serve}
   * @param log takes what it says on stderr
   */
  public static Served start(
      List<String> program, List<String> arguments, Map<String, String> environment, Path log)
      throws IOException {
    List<String> argv = new ArrayList<>(program);
    argv.add("serve");
    argv.addAll(arguments);
    argv.addAll(List.of("-o", "json"));
    ProcessBuilder builder =
        new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    Process process = builder.start();
    // Not closed: closing it would end the process at its next word.
    JsonParser said = new ObjectMapper().createParser(process.getInputStream());
    JsonNode address = said.readValueAsTree();
    if (address == null) {
      throw new IOException(argv + " did not start: " + Files.readString(log));
    }
    return new Served(process, address);
  }

  /** The API alone. */
  static Served api(List<String> program, Path data, Path log) throws IOException {
    List<String> arguments = List.of("api", "--port", "0", "--data", data.toString());
    return start(program, arguments, Map.of(), log);
  }

  public JsonNode address() {
    return address;
  }

  /** Of a part that runs alone. */
  int port() {
    return URI.create(address.get("url").asText()).getPort();
  }

  /** The most memory that it ever had resident, in bytes; Linux only. */
  long peakBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024;
      }
    }
    throw new IOException("the kernel does not tell the memory of " + process.pid());
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
