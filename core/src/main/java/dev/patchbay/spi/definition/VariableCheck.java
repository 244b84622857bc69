package dev.patchbay.spi.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Finds what is wrong with the variables of a definition. */
final class VariableCheck {
  /** Bounds the number of ways in which a template must be looked at. */
  private static final int MAX_OPTIONAL = 4;

  private final List<Variable> variables;
  private final Map<String, Variable> byName;
  private final List<String> problems = new ArrayList<>();

  VariableCheck(List<Variable> variables) {
    this.variables = variables;
    this.byName =
        variables.stream()
            .collect(Collectors.toMap(Variable::name, Function.identity(), (one, other) -> one));
  }

  List<String> problems() {
    if (byName.size() < variables.size()) {
      problems.add("each variable must be there once");
    }
    if (variables.stream().filter(Variable::isOptional).count() > MAX_OPTIONAL) {
      problems.add("at most " + MAX_OPTIONAL + " variables may be optional");
    }
    for (Variable variable : variables) {
      checkValues(variable);
      variable.replaces().ifPresent(other -> checkReplacement(variable, other));
    }
    return problems;
  }

  private void checkValues(Variable variable) {
    if (!DefinitionCheck.isName(variable.name(), "_")) {
      add(variable, "must be named in lower case");
    }
    boolean hasValues = variable.takesCustomHosts() || !variable.choices().isEmpty();
    if (!hasValues || !variable.defaultValue().map(variable.choices()::contains).orElse(true)) {
      add(variable, "must have choices, its default among them");
    }
    if (variable.takesCustomHosts() && variable.replyField().isPresent()) {
      add(variable, "takes custom hosts, so no token reply may fix it");
    }
  }

  private void checkReplacement(Variable variable, String other) {
    Optional<Variable> replaced = Optional.ofNullable(byName.get(other));
    if (!variable.isOptional()) {
      add(variable, "must take custom hosts and have no choices if it replaces another");
    }
    if (replaced.isEmpty()
        || other.equals(variable.name())
        || replaced.flatMap(Variable::replaces).isPresent()) {
      add(variable, "must replace another variable, which replaces none itself");
    }
  }

  private void add(Variable variable, String problem) {
    problems.add("the variable '" + variable.name() + "' " + problem);
  }
}
