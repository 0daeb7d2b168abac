#compdef {{program}}
# zsh completion for {{program}}. Load it after compinit with: source <({{program}} completion zsh)

# A row of the table is a call of one of these three. They fill arrays of the function below.
__{{id}}_sub() {
  subs+=("$1")
  sub_texts+=("$2")
}
__{{id}}_opt() {
  opt_names+=("$1")
  opt_min+=("$2")
  opt_max+=("$3")
  opt_again+=("$4")
  opt_texts+=("$5")
  opt_kind+=("$6")
  shift 6
  opt_values+=("${(F)@}")
}
__{{id}}_arg() {
  arg_first+=("$1")
  arg_last+=("$2")
  arg_texts+=("$3")
  arg_kind+=("$4")
  shift 4
  arg_values+=("${(F)@}")
}

# sub: name and aliases, text. opt: names, least and most values, once or again, text,
# kind of value. arg: first and last place, text, kind of value.
__{{id}}_table() {
  case $1 in
{{rows}}  esac
}

__{{id}}_enter() {
  node=$1
  subs=() sub_texts=()
  opt_names=() opt_min=() opt_max=() opt_again=() opt_texts=() opt_kind=() opt_values=()
  arg_first=() arg_last=() arg_texts=() arg_kind=() arg_values=()
  need=0 may=0 count=0
  __{{id}}_table "$node"
}

__{{id}}_find_option() {
  for ((option = 1; option <= $#opt_names; option++)); do
    [[ " $opt_names[option] " == *" $1 "* ]] && return 0
  done
  return 1
}

__{{id}}_find_sub() {
  local row
  for row in "${subs[@]}"; do
    [[ " $row " == *" $1 "* ]] && sub=${row%% *} && return 0
  done
  return 1
}

# Takes note of the option in row $option; $1 of its values are part of the word itself.
__{{id}}_give() {
  given+="$opt_names[option] "
  need=$((opt_min[option] > $1 ? opt_min[option] - $1 : 0))
  may=$((opt_max[option] > $1 ? opt_max[option] - $1 : 0))
}

__{{id}}_walk_option() {
  local word=$1 letter
  need=0 may=0
  if __{{id}}_find_option "${word%%=*}"; then
    if [[ $word == *=* ]]; then __{{id}}_give 1; else __{{id}}_give 0; fi
    return
  fi
  [[ $word == --* ]] && return
  for ((letter = 2; letter <= $#word; letter++)); do
    __{{id}}_find_option "-$word[letter]" || return
    __{{id}}_give 0
    if ((may > 0)); then
      ((letter < $#word)) && __{{id}}_give 1
      return
    fi
  done
}

__{{id}}_walk() {
  local sub
  if ((need > 0)); then
    need=$((need - 1)) may=$((may - 1))
  elif ((closed)); then
    count=$((count + 1))
  elif [[ $1 == -- ]]; then
    closed=1 may=0
  elif [[ $1 == -?* ]]; then
    __{{id}}_walk_option "$1"
  elif __{{id}}_find_sub "$1"; then
    __{{id}}_enter "$node $sub"
  elif ((may > 0)); then
    may=$((may - 1))
  else
    count=$((count + 1))
  fi
}

# Asks the program itself, for one second at most, and answers nothing when it fails.
__{{id}}_ask() {
  local program=${${(Q)words[1]}/#\~\//$HOME/}
  whence -p -- "$program" >/dev/null || program={{program}}
  if whence -p timeout >/dev/null; then
    timeout -s KILL 1 "$program" __complete -- "$1" "$2"
  else
    sh -c '"$@" & call=$!; (sleep 1; kill -9 "$call") >/dev/null 2>&1 &
      wait "$call"; code=$?; kill "$!"; exit "$code"' \
      sh "$program" __complete -- "$1" "$2"
  fi 2>/dev/null </dev/null
}

__{{id}}_put_values() {
  local kind=$1 text=$2 values=$3 expl
  local -a found
  case $kind in
    words) found=("${(@f)values}") ;;
    call)
      values=$(__{{id}}_ask "$values" "${(Q)PREFIX}") || return
      found=("${(@f)values}")
      ;;
    file) _files && ret=0; return ;;
    directory) _files -/ && ret=0; return ;;
    text) _message -e values "$text"; return ;;
    *) return ;;
  esac
  local -a ending=(${(M)found:#*=})
  found=(${found:#*=})
  (($#ending)) && _wanted values expl "$text" compadd -S '' -a ending && ret=0
  (($#found)) && _wanted values expl "$text" compadd -a found && ret=0
}

# As _describe reads them: the first bare colon ends the name, a backslash takes one away.
__{{id}}_add_line() {
  lines+=("${1//:/\\:}:${2//\\/\\\\}")
}

__{{id}}_put_options() {
  local row name
  local -a lines
  for ((row = 1; row <= $#opt_names; row++)); do
    [[ $opt_again[row] == once && $given == *" ${opt_names[row]%% *} "* ]] && continue
    for name in "${(@s: :)opt_names[row]}"; do
      __{{id}}_add_line "$name" "$opt_texts[row]"
    done
  done
  (($#lines)) && _describe -O option lines && ret=0
}

# An alias is completed only where its command's own name does not fit.
__{{id}}_put_subs() {
  local row name
  local -a lines names
  for ((row = 1; row <= $#subs; row++)); do
    names=("${(@s: :)subs[row]}")
    __{{id}}_add_line "$names[1]" "$sub_texts[row]"
    [[ -z $PREFIX || $names[1] == "$PREFIX"* ]] && continue
    for name in "${(@)names[2,-1]}"; do
      [[ $name == "$PREFIX"* ]] && __{{id}}_add_line "$name" "$sub_texts[row]"
    done
  done
  (($#lines)) && _describe -t commands command lines && ret=0
}

__{{id}}_put_operands() {
  local row places=0
  for ((row = 1; row <= $#arg_kind; row++)); do
    ((arg_first[row] <= count && count <= arg_last[row])) || continue
    places=1
    __{{id}}_put_values "$arg_kind[row]" "$arg_texts[row]" "$arg_values[row]"
  done
  [[ -z $PREFIX ]] && ((!places && !closed && may == 0 && $#subs == 0)) && __{{id}}_put_options
}

__{{id}}_offer() {
  local current=${(Q)PREFIX}
  if ((need > 0)); then
    __{{id}}_put_values "$opt_kind[option]" "$opt_texts[option]" "$opt_values[option]"
  elif ((!closed)) && [[ $current == -*=* ]]; then
    __{{id}}_find_option "${current%%=*}" || return
    compset -P 1 '*='
    __{{id}}_put_values "$opt_kind[option]" "$opt_texts[option]" "$opt_values[option]"
  elif ((!closed)) && [[ $current == -* ]]; then
    __{{id}}_put_options
  else
    if ((may > 0)); then
      __{{id}}_put_values "$opt_kind[option]" "$opt_texts[option]" "$opt_values[option]"
    fi
    ((closed)) || __{{id}}_put_subs
    __{{id}}_put_operands
  fi
}

_{{id}}() {
  local node given=' ' option=0 closed=0 need may count word ret=1
  local -a subs sub_texts opt_names opt_min opt_max opt_again opt_texts opt_kind opt_values
  local -a arg_first arg_last arg_texts arg_kind arg_values
  __{{id}}_enter {{program}}
  for word in "${(@)words[2,CURRENT-1]}"; do __{{id}}_walk "${(Q)word}"; done
  __{{id}}_offer
  return ret
}

# Autoloaded from fpath this file is the function's own body; sourced, it only registers.
if [[ $funcstack[1] == _{{id}} ]]; then
  _{{id}} "$@"
elif (($+functions[compdef])); then
  compdef _{{id}} {{program}}
else
  print -u 2 -r -- '{{program}} completion: run compinit first (autoload -Uz compinit && compinit)'
fi
