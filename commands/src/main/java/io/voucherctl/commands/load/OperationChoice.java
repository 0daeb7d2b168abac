package io.voucherctl.commands.load;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A mix for every tenant or for one, as {@code --operation} takes it: {@code validate=80,redeem=20}
 * or {@code acme:guess=100}.
 *
 * @param tenant null for every tenant without a mix of its own
 */
record OperationChoice(@Nullable String tenant, OperationMix mix) {
  /** A choice for a tenant that is not loaded, or two for the same, is a mistake. */
  static void requireKnown(List<OperationChoice> choices, List<TenantRate> tenants) {
    Set<@Nullable String> seen = new HashSet<>();
    for (OperationChoice choice : choices) {
      if (!seen.add(choice.tenant())) {
        throw new IllegalArgumentException(
            "--operation stands twice for "
                + (choice.tenant() == null ? "every tenant" : "tenant " + choice.tenant()));
      }
      if (choice.tenant() != null
          && tenants.stream().noneMatch(one -> one.tenant().equals(choice.tenant()))) {
        throw new IllegalArgumentException(
            "--operation names tenant " + choice.tenant() + ", but no --tenant does");
      }
    }
  }

  /** The mix of one tenant: its own, else everybody's, else the default. */
  static OperationMix mixOf(String tenant, List<OperationChoice> choices) {
    OperationMix mix = OperationMix.DEFAULT;
    for (OperationChoice choice : choices) {
      if (tenant.equals(choice.tenant())) {
        return choice.mix();
      }
      if (choice.tenant() == null) {
        mix = choice.mix();
      }
    }
    return mix;
  }

  static final class Converter implements ITypeConverter<OperationChoice> {
    @Override
    public OperationChoice convert(String text) {
      int colon = text.indexOf(':');
      try {
        return new OperationChoice(
            colon < 0 ? null : text.substring(0, colon),
            OperationMix.parse(text.substring(colon + 1)));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
