package io.voucherctl.server.cluster.kubelet;

import io.voucherctl.server.cluster.kubelet.Letter.Exited;
import io.voucherctl.server.cluster.kubelet.Letter.ProbeKind;
import io.voucherctl.server.cluster.kubelet.Letter.Probed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts containers of one pod as child processes. A child gets a pipe as stdin whose other end
 * only this process holds, and {@code VOUCHERCTL_TETHER=stdin}: when this process ends, however it
 * ends, the child reads end of file and must exit.
 */
final class ProcessLauncher implements Launcher {
  static final String TETHER = "VOUCHERCTL_TETHER";
  private static final Logger LOG = LoggerFactory.getLogger(ProcessLauncher.class);
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final PodId pod;
  private final KubeletPlan plan;
  private final ContainerRuntime runtime;
  private final Function<String, Path> volumes;
  private final InstantSource clock;
  private final Consumer<Letter> mailbox;

  ProcessLauncher(
      PodId pod,
      KubeletPlan plan,
      ContainerRuntime runtime,
      Function<String, Path> volumes,
      InstantSource clock,
      Consumer<Letter> mailbox) {
    this.pod = pod;
    this.plan = plan;
    this.runtime = runtime;
    this.volumes = volumes;
    this.clock = clock;
    this.mailbox = mailbox;
  }

  @Override
  public Run launch(ContainerSpec container, int restartCount) throws IOException {
    Path directory = PodDirectory.of(plan.state(), pod).container(container.name());
    PodDirectory.create(directory);
    RunLog.prune(directory, restartCount, plan.keptLogs());
    Process process = command(container, directory).start();
    RunLog log = new RunLog(RunLog.file(directory, restartCount), plan.logBytes());
    // Reading a pipe holds its carrier thread, so this one must not be virtual.
    Thread pump =
        Thread.ofPlatform().daemon().name("log-" + pod.name()).start(() -> pump(process, log));
    List<Thread> probes = probes(container, restartCount);
    ProcessRun run = new ProcessRun(process);
    var _ =
        process
            .onExit()
            .thenAcceptAsync(
                ended -> {
                  Instant at = clock.instant();
                  probes.forEach(Thread::interrupt);
                  run.killOrphans();
                  String tail = tail(pump, log);
                  mailbox.accept(
                      new Exited(container.name(), restartCount, ended.exitValue(), at, tail));
                },
                task -> Thread.ofVirtual().start(task));
    return run;
  }

  private ProcessBuilder command(ContainerSpec container, Path directory) {
    Map<String, String> values = ContainerEnvironment.of(pod, container, volumes);
    List<String> args =
        container.args().stream().map(arg -> Expansion.expand(arg, values)).toList();
    int heap = plan.heapMegabytes(container.memoryLimitBytes());
    ProcessBuilder builder =
        new ProcessBuilder(runtime.argv(container.image(), heap, args))
            .directory(directory.toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(runtime.environment());
    environment.putAll(values);
    environment.put(TETHER, "stdin");
    return builder;
  }

  private List<Thread> probes(ContainerSpec container, int restartCount) {
    List<Thread> probes = new ArrayList<>();
    if (container.liveness() != null) {
      probes.add(probe(container, container.liveness(), restartCount, ProbeKind.LIVENESS));
    }
    if (container.readiness() != null) {
      probes.add(probe(container, container.readiness(), restartCount, ProbeKind.READINESS));
    }
    return probes;
  }

  private Thread probe(ContainerSpec container, ProbeSpec spec, int run, ProbeKind kind) {
    HttpProbe probe = new HttpProbe(clock);
    return Thread.ofVirtual()
        .start(() -> {
          try {
            Thread.sleep(spec.initialDelay());
            while (!Thread.interrupted()) {
              Instant begun = clock.instant();
              HttpProbe.Outcome outcome = probe.get(spec);
              mailbox.accept(
                  new Probed(container.name(), run, kind, outcome.success(), outcome.message()));
              Instant next = begun.plus(spec.period());
              Thread.sleep(Duration.between(clock.instant(), next)); // none when it is past
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the run is over
          }
        });
  }

  private void pump(Process process, RunLog log) {
    InputStream in = process.getInputStream();
    try {
      log.copy(in);
    } catch (IOException e) {
      LOG.warn("pod {}: its log ends here: {}", pod, e.toString());
      drain(in);
    }
  }

  /** The child must never stand still because nobody reads what it says. */
  private static void drain(InputStream in) {
    try {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      LOG.debug("the pipe is closed", e);
    }
  }

  private static String tail(Thread pump, RunLog log) {
    try {
      if (!pump.join(LAST_WORDS)) {
        LOG.debug("a descendant still holds the pipe");
      }
      return log.tail();
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
