package io.voucherctl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that a person ends early. */
class InterruptIT {
  private static final int SOME = 20;

  @TempDir private Path folder;

  @Test
  void anInterruptedLoadReportsWhatItMeasuredSoFar() throws Exception {
    AtomicInteger requests = new AtomicInteger();
    InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer target = HttpServer.create(local, 0);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      target.setExecutor(threads);
      target.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            requests.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      target.start();
      try (Launched load = Launched.start(folder, arguments(target.getAddress().getPort()))) {
        Poll.until(
            Duration.ofMinutes(1),
            "some requests",
            requests::get,
            count -> count > SOME || !load.isAlive());
        load.signal("INT");

        Launched.Ended ended = load.ended(Duration.ofSeconds(20));

        assertThat(ended.code()).as(ended.err()).isEqualTo(130);
        assertPartial(new ObjectMapper().readTree(ended.out()));
      }
    } finally {
      target.stop(0);
    }
  }

  private static void assertPartial(JsonNode report) {
    assertThat(report.get("interrupted").asText()).isEqualTo("INTERRUPTED");
    assertThat(report.get("durationSeconds").asDouble()).isBetween(0.1, 60.0);
    JsonNode acme = report.at("/tenants/0");
    long outcomes = 0;
    for (JsonNode outcome : acme.get("outcomes")) {
      outcomes += outcome.asLong();
    }
    assertThat(acme.get("offered").asLong()).isEqualTo(outcomes).isBetween(1L, 60L * 50);
    assertThat(acme.at("/responseTime/count").asLong()).isPositive();
  }

  private List<String> arguments(int port) throws Exception {
    Path tenants =
        Files.writeString(
            folder.resolve("tenants.yaml"),
            "tenants:\n- {id: acme, appId: a, appToken: t, quota: {rate: 50/s}}\n");
    return List.of(
        "load",
        "--target",
        "http://127.0.0.1:" + port,
        "--tenants",
        tenants.toString(),
        "--tenant",
        "acme=50/s",
        "--duration",
        "120s",
        "--warmup",
        "0s",
        "--codes",
        "1",
        "-o",
        "json");
  }
}
