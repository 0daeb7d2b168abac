package io.voucherctl.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class LogWireTest {
  private static final ObjectStore.Key POD = new ObjectStore.Key("pods", "default", "p");
  private static final String LOG = "/api/v1/namespaces/default/pods/p/log";

  @TempDir private Path dir;
  private RunningCluster cluster;
  private String uid;

  @BeforeEach
  void start() throws Exception {
    cluster = new RunningCluster();
    ObjectNode pod = Json.object();
    var containers = pod.putObject("spec").putArray("containers");
    containers.addObject().put("name", "main");
    containers.addObject().put("name", "side");
    uid = ObjectMeta.uid(cluster.store.create(POD, pod));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | a/b/c/d/",
        "&tailLines=0 | ``",
        "&tailLines=1 | d/",
        "&tailLines=2 | c/d/",
        "&tailLines=3 | b/c/d/",
        "&tailLines=9 | a/b/c/d/",
        "&limitBytes=3 | a/b",
        "&limitBytes=0 | ``",
        "&tailLines=3&limitBytes=4 | b/c/",
        "&previous=true | old/",
        "&follow=true | a/b/c/d/",
      })
  void showsWhatIsAskedFor(String query, String expected) throws Exception {
    put(false, file("0.log.1", "a\nb\n"), file("0.log", "c\nd\n"));
    put(true, file("old.log", "old\n"));
    assertThat(text(LOG + "?container=main" + query).replace('\n', '/')).isEqualTo(expected);
  }

  @Test
  void countsALineThatHasNotEnded() throws Exception {
    put(false, file("0.log", "a\nb"));
    assertThat(text(LOG + "?container=main&tailLines=1")).isEqualTo("b");
  }

  @Test
  void findsTheTailOfALongLog() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      lines.append("line ").append(i).append('\n');
    }
    put(false, file("0.log", lines.toString()));
    String tail = text(LOG + "?container=main&tailLines=10000");
    assertThat(tail.lines()).hasSize(10_000).startsWith("line 10000").endsWith("line 19999");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | choose one of: [main side]",
        "container=other | container other is not valid for pod p",
        "container=side | container \"side\" in pod \"p\" is waiting to start: ContainerCreating",
        "container=main&previous=true | previous terminated container \"main\" in pod \"p\" not"
            + " found",
        "container=main&sinceSeconds=5 | use tailLines",
        "container=main&tailLines=-1 | not a whole number",
      })
  void saysWhyThereIsNoLog(String query, String message) throws Exception {
    put(false, file("0.log", "a\n"));
    var answer = cluster.get(LOG + "?" + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.message()).contains(message);
  }

  @Test
  void followsAcrossARotationUntilTheRunIsOver() throws Exception {
    Path log = file("0.log", "one\n");
    put(false, log);
    running(true);
    var response = cluster.stream(LOG + "?container=main&follow=true");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).isEqualTo("one");
      Files.writeString(log, "two\n", StandardOpenOption.APPEND);
      assertThat(lines.readLine()).isEqualTo("two");
      Files.writeString(log, "three\n", StandardOpenOption.APPEND);
      Files.move(log, dir.resolve("0.log.1"));
      file("0.log", "four\n");
      assertThat(lines.readLine()).isEqualTo("three");
      assertThat(lines.readLine()).isEqualTo("four");
      Files.writeString(log, "five\n", StandardOpenOption.APPEND);
      running(false);
      assertThat(lines.readLine()).isEqualTo("five");
      assertThat(lines.readLine()).isNull();
    }
  }

  private void running(boolean is) {
    cluster.store.edit(
        POD,
        pod -> {
          ObjectNode status = pod.putObject("status").putArray("containerStatuses").addObject();
          status.put("name", "main").put("restartCount", 0);
          status.putObject("state").putObject(is ? "running" : "terminated");
          return pod;
        });
  }

  private void put(boolean previous, Path... files) {
    cluster.logs.put(new PodLogs.Run("default", "p", uid, "main", previous), List.of(files));
  }

  private Path file(String name, String text) throws Exception {
    return Files.writeString(dir.resolve(name), text);
  }

  private String text(String path) throws Exception {
    var response = cluster.text(cluster.request(path).build());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
    return response.body();
  }
}
