package io.voucherctl.server.gateway.redis;

import io.github.bucket4j.TimeMeter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on a free port. It ends with this process, however that ends. */
public final class TestRedis implements AutoCloseable {
  /** Waits for the end of its input, which is the end of the test at the latest. */
  private static final String GUARDED = "\"$0\" \"$@\" & server=$!; cat; kill -9 $server";

  private final Path binary;
  private final int port;
  private Process process;

  private TestRedis(Path binary, int port) {
    this.binary = binary;
    this.port = port;
  }

  public static TestRedis start() throws Exception {
    Path binary = ExecutableProvider.newJarResourceProvider().get().toPath();
    TestRedis redis = new TestRedis(binary, freePort());
    redis.run();
    return redis;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts it, empty, where it was. */
  public void run() throws IOException {
    process =
        new ProcessBuilder(
                "sh",
                "-c",
                GUARDED,
                binary.toString(),
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--dir",
                binary.getParent().toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    until(this::answers);
  }

  private boolean answers() {
    try {
      return ask("PING").equals("+PONG");
    } catch (IOException e) {
      return false;
    }
  }

  public void kill() throws IOException {
    process.getOutputStream().close();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  public RedisAddress address() {
    return new RedisAddress("127.0.0.1", port, 0, null, null);
  }

  /** Asks on a connection of its own; the first line of the answer. */
  public String ask(String command) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      String line =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      return line == null ? "" : line;
    }
  }

  /** A gateway's buckets in it, under a clock that the test moves. */
  public RedisBuckets buckets(LongSupplier nanos) {
    TimeMeter clock =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return nanos.getAsLong();
          }

          @Override
          public boolean isWallClockBased() {
            return true;
          }
        };
    RedisBuckets buckets =
        RedisBuckets.open(address(), Duration.ofSeconds(5), InstantSource.system(), clock, _ -> {});
    until(buckets::up);
    return buckets;
  }

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("it never happened");
      }
      LockSupport.parkNanos(2_000_000);
    }
  }

  @Override
  public void close() throws IOException {
    kill();
  }
}
