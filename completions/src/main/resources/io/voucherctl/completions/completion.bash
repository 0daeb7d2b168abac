# bash completion for {{program}}. Load it with: source <({{program}} completion bash)

# A row of the table is a call of one of these three. They fill arrays of the function below.
__{{id}}_sub() {
  subs+=("$1")
}
__{{id}}_opt() {
  opt_names+=("$1")
  opt_min+=("$2")
  opt_max+=("$3")
  opt_again+=("$4")
  opt_kind+=("$5")
  shift 5
  local IFS=$'\n'
  opt_values+=("$*")
}
__{{id}}_arg() {
  arg_first+=("$1")
  arg_last+=("$2")
  arg_kind+=("$3")
  shift 3
  local IFS=$'\n'
  arg_values+=("$*")
}

# sub: name and aliases. opt: names, least and most values, once or again, kind of value.
# arg: first and last place, kind of value.
# shellcheck disable=SC2016
__{{id}}_table() {
  case $1 in
{{rows}}  esac
}

__{{id}}_enter() {
  node=$1
  subs=() opt_names=() opt_min=() opt_max=() opt_again=() opt_kind=() opt_values=()
  arg_first=() arg_last=() arg_kind=() arg_values=()
  need=0 may=0 count=0
  __{{id}}_table "$node"
}

__{{id}}_find_option() {
  for ((option = 0; option < ${#opt_names[@]}; option++)); do
    [[ " ${opt_names[option]} " == *" $1 "* ]] && return 0
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
  given+="${opt_names[option]} "
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
  for ((letter = 1; letter < ${#word}; letter++)); do
    __{{id}}_find_option "-${word:letter:1}" || return
    __{{id}}_give 0
    if ((may > 0)); then
      ((letter + 1 < ${#word})) && __{{id}}_give 1
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
  local program=${asked/#\~\//$HOME/}
  type -P -- "$program" >/dev/null || program={{program}}
  if type -P timeout >/dev/null; then
    timeout -s KILL 1 "$program" __complete -- "$1" "$2"
  else
    sh -c '"$@" & call=$!; (sleep 1; kill -9 "$call") >/dev/null 2>&1 &
      wait "$call"; code=$?; kill "$!"; exit "$code"' \
      sh "$program" __complete -- "$1" "$2"
  fi 2>/dev/null </dev/null
}

__{{id}}_put() {
  [[ $1 == "$current"* ]] && COMPREPLY+=("$1")
  return 0
}

__{{id}}_put_values() {
  local before=$1 kind=$2 values=$3 value part=${current#"$1"}
  case $kind in
    words) ;;
    call) values=$(__{{id}}_ask "$values" "$part") || return ;;
    file) values=$(compgen -f -- "$part") files=1 ;;
    directory) values=$(compgen -d -- "$part") files=1 ;;
    *) return ;;
  esac
  while IFS= read -r value; do
    [[ -n $value ]] && __{{id}}_put "$before$value"
  done <<<"$values"
}

__{{id}}_put_options() {
  local row name
  local -a names
  for ((row = 0; row < ${#opt_names[@]}; row++)); do
    [[ ${opt_again[row]} == once && $given == *" ${opt_names[row]%% *} "* ]] && continue
    IFS=' ' read -r -a names <<<"${opt_names[row]}"
    for name in "${names[@]}"; do __{{id}}_put "$name"; done
  done
}

# An alias is completed only where its command's own name does not fit.
__{{id}}_put_subs() {
  local row name
  local -a names
  for row in "${subs[@]}"; do
    IFS=' ' read -r -a names <<<"$row"
    __{{id}}_put "${names[0]}"
    [[ -z $current || ${names[0]} == "$current"* ]] && continue
    for name in "${names[@]:1}"; do __{{id}}_put "$name"; done
  done
}

__{{id}}_put_operands() {
  local row places=0
  for ((row = 0; row < ${#arg_kind[@]}; row++)); do
    ((arg_first[row] <= count && count <= arg_last[row])) || continue
    places=1
    __{{id}}_put_values '' "${arg_kind[row]}" "${arg_values[row]}"
  done
  if [[ -z $current ]] && ((!places && !closed && may == 0 && ${#subs[@]} == 0)); then
    __{{id}}_put_options
  fi
}

__{{id}}_offer() {
  if ((need > 0)); then
    __{{id}}_put_values '' "${opt_kind[option]}" "${opt_values[option]}"
  elif ((!closed)) && [[ $current == -*=* ]]; then
    __{{id}}_find_option "${current%%=*}" || return
    __{{id}}_put_values "${current%%=*}=" "${opt_kind[option]}" "${opt_values[option]}"
  elif ((!closed)) && [[ $current == -* ]]; then
    __{{id}}_put_options
  else
    ((may > 0)) && __{{id}}_put_values '' "${opt_kind[option]}" "${opt_values[option]}"
    ((closed)) || __{{id}}_put_subs
    __{{id}}_put_operands
  fi
}

# Joins words that bash took apart at = and :; $kept is what readline will not replace.
__{{id}}_split() {
  local rest=${COMP_LINE:0:COMP_POINT} bare piece place last=-1
  for ((place = 0; place <= COMP_CWORD; place++)); do
    bare=${rest#"${rest%%[![:space:]]*}"}
    piece=${COMP_WORDS[place]-}
    ((place == COMP_CWORD)) && piece=$bare
    if ((place > 0)) && [[ $bare == "$rest" ]]; then
      kept=${typed[last]}
      typed[last]+=$piece
    else
      kept=''
      last=$((last + 1))
      typed[last]=$piece
    fi
    rest=${bare#"$piece"}
  done
  asked=${typed[0]}
  [[ -n $kept && $piece == [=:]* ]] && kept=${typed[last]}
  [[ $piece == [\"\']* ]] && quoted=1
  kept=${kept//[\\\"\']/}
  current=${typed[last]//[\\\"\']/}
  unset "typed[$last]"
}

_{{id}}() {
  local IFS=$' \t\n'
  local node asked='' current='' kept='' given=' ' word
  local quoted=0 files=0 option=0 closed=0 need may count place
  local -a typed=() subs opt_names opt_min opt_max opt_again opt_kind opt_values
  local -a arg_first arg_last arg_kind arg_values
  COMPREPLY=()
  __{{id}}_split
  __{{id}}_enter {{program}}
  for word in "${typed[@]:1}"; do __{{id}}_walk "${word//[\\\"\']/}"; done
  __{{id}}_offer
  for place in "${!COMPREPLY[@]}"; do
    word=${COMPREPLY[place]#"$kept"}
    ((quoted || files)) || printf -v word %q "$word"
    COMPREPLY[place]=$word
  done
  ((files)) && compopt -o filenames 2>/dev/null
  [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}

complete -F _{{id}} {{program}}
