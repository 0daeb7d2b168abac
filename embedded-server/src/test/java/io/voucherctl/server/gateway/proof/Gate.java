package io.voucherctl.server.gateway.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of the region as a process of its own, with the heap and the collector of a pod. */
final class Gate implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern ADMIN = Pattern.compile("admin port (\\d+)");

  private final Process process;
  private final JsonNode address;
  private final Path log;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private Gate(Process process, JsonNode address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  /**
   * Returns when it listens.
   *
   * @param heapMegabytes 0 for the launcher's own
   * @param arguments what follows {@code serve}
   */
  static Gate start(String launcher, int heapMegabytes, Path log, List<String> arguments)
      throws IOException {
    List<String> argv = new ArrayList<>(List.of(launcher, "serve"));
    argv.addAll(arguments);
    argv.addAll(List.of("-o", "json"));
    ProcessBuilder builder =
        new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.to(log.toFile()));
    // Ends with this process, however it ends.
    builder.environment().put("VOUCHERCTL_TETHER", "stdin");
    if (heapMegabytes > 0) {
      // Comes after the launcher's own options, and wins.
      builder
          .environment()
          .put(
              "_JAVA_OPTIONS",
              "-Xmx%dm -XX:+UseSerialGC -XX:NewRatio=5 -XX:+ExitOnOutOfMemoryError"
                  .formatted(heapMegabytes));
    }
    Process process = builder.start();
    // Not closed: closing it would end the process at its next word.
    JsonNode address = new ObjectMapper().createParser(process.getInputStream()).readValueAsTree();
    if (address == null) {
      throw new IOException(argv + " did not start: " + Files.readString(log));
    }
    return new Gate(process, address, log);
  }

  String url() {
    return address.get("url").asText();
  }

  int port() {
    return URI.create(url()).getPort();
  }

  boolean alive() {
    return process.isAlive();
  }

  int exitCode() throws InterruptedException {
    return process.waitFor();
  }

  /** A page of the admin port; throws when it does not answer within two seconds. */
  HttpResponse<String> page(String path) throws IOException, InterruptedException {
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + adminPort() + path))
            .timeout(Duration.ofSeconds(2))
            .build();
    return http.send(ask, HttpResponse.BodyHandlers.ofString());
  }

  private int adminPort() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      Matcher port = ADMIN.matcher(Files.readString(log));
      if (port.find()) {
        return Integer.parseInt(port.group(1));
      }
      Thread.onSpinWait();
    }
    throw new IOException("it names no admin port: " + Files.readString(log));
  }

  @Override
  public void close() {
    http.close();
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
