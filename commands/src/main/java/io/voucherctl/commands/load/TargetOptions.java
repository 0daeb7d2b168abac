package io.voucherctl.commands.load;

import io.voucherctl.commands.load.http.HttpVersion;
import io.voucherctl.commands.load.http.LoadTarget;
import io.voucherctl.commands.load.http.TlsTrust;
import io.voucherctl.server.quota.Tenant;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the load goes and how it gets there. A flag counts more than the plan file. */
final class TargetOptions {
  static final String TARGET = "--target";
  static final String TENANTS = "--tenants";

  @Option(
      names = TARGET,
      paramLabel = "URL",
      description = "The gateway, on a loopback address: http:// or https://.")
  private @Nullable URI target;

  @Option(names = TENANTS, paramLabel = "FILE", description = "The tenants file: ids and keys.")
  private @Nullable Path tenantsFile;

  @Option(
      names = "--connections",
      paramLabel = "N",
      description = "Most connections of one tenant. Default: 32.")
  private @Nullable Integer connections;

  @Option(
      names = "--http",
      paramLabel = "VERSION",
      converter = HttpConverter.class,
      description = "Speak HTTP 1.1 or 2. Default: 1.1.")
  private @Nullable HttpVersion http;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "For https: believe certificates that these (PEM) vouch for.")
  private @Nullable Path authorities;

  @Option(names = "--insecure", description = "For https: believe every certificate.")
  private boolean insecure;

  static final class HttpConverter implements ITypeConverter<HttpVersion> {
    @Override
    public HttpVersion convert(String text) {
      try {
        return HttpVersion.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /**
   * The target's address: of the command line, of the plan, or of the settings.
   *
   * @param typed whether an option stands on the command line itself
   */
  @Nullable URI uri(PlanFile plan, Predicate<String> typed) {
    return plan.target() != null && !typed.test(TARGET) ? plan.target() : target;
  }

  /** The tenants file: of the command line, of the plan, or of the settings. */
  @Nullable Path tenantsFile(PlanFile plan, Predicate<String> typed) {
    return plan.tenantsFile() != null && !typed.test(TENANTS) ? plan.tenantsFile() : tenantsFile;
  }

  LoadTarget target(URI uri, PlanFile plan, List<Tenant> callers) {
    int most = plan.connections() == null ? LoadTarget.DEFAULT_CONNECTIONS : plan.connections();
    HttpVersion version = plan.http() == null ? HttpVersion.HTTP_1_1 : plan.http();
    return new LoadTarget(
        uri,
        callers,
        connections == null ? most : connections,
        connections == null ? plan.ownConnections() : Map.of(),
        http == null ? version : http,
        trust(uri, plan));
  }

  private @Nullable TlsTrust trust(URI uri, PlanFile plan) {
    Path file = authorities == null && !insecure ? plan.authorities() : authorities;
    boolean said = authorities != null || insecure;
    return LoadTarget.isHttps(uri) || said ? new TlsTrust(file, insecure) : null;
  }
}
