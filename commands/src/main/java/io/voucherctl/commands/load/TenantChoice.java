package io.voucherctl.commands.load;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A choice for every tenant or for one, as {@code --operation} and {@code --key-distribution} take
 * it: {@code validate=80,redeem=20} or {@code acme:guess=100}.
 *
 * @param tenant null for every tenant without a choice of its own
 */
record TenantChoice<T>(@Nullable String tenant, T value) {
  /** A choice for a tenant that is not loaded, or two for the same, is a mistake. */
  static <T> void requireKnown(String option, List<TenantChoice<T>> choices, List<String> tenants) {
    Set<@Nullable String> seen = new HashSet<>();
    for (TenantChoice<T> choice : choices) {
      if (!seen.add(choice.tenant())) {
        throw new IllegalArgumentException(
            option
                + " stands twice for "
                + (choice.tenant() == null ? "every tenant" : "tenant " + choice.tenant()));
      }
      if (choice.tenant() != null && !tenants.contains(choice.tenant())) {
        throw new IllegalArgumentException(
            option + " names tenant " + choice.tenant() + ", but no --tenant does");
      }
    }
  }

  /** The choice for one tenant: its own, else everybody's, else null. */
  static <T> @Nullable T of(String tenant, List<TenantChoice<T>> choices) {
    T everybodys = null;
    for (TenantChoice<T> choice : choices) {
      if (tenant.equals(choice.tenant())) {
        return choice.value();
      }
      if (choice.tenant() == null) {
        everybodys = choice.value();
      }
    }
    return everybodys;
  }

  private static <T> TenantChoice<T> convert(String text, Function<String, T> parse) {
    int colon = text.indexOf(':');
    try {
      return new TenantChoice<>(
          colon < 0 ? null : text.substring(0, colon), parse.apply(text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  static final class OfOperations implements ITypeConverter<TenantChoice<OperationMix>> {
    @Override
    public TenantChoice<OperationMix> convert(String text) {
      return TenantChoice.convert(text, OperationMix::parse);
    }
  }

  static final class OfKeys implements ITypeConverter<TenantChoice<KeyDistribution>> {
    @Override
    public TenantChoice<KeyDistribution> convert(String text) {
      return TenantChoice.convert(text, KeySpelling::parse);
    }
  }
}
