# bash completion for voucherctl. Load it with: source <(voucherctl completion bash)

# A row of the table is a call of one of these three. They fill arrays of the function below.
__voucherctl_sub() {
  subs+=("$1")
}
__voucherctl_opt() {
  opt_names+=("$1")
  opt_min+=("$2")
  opt_max+=("$3")
  opt_again+=("$4")
  opt_kind+=("$5")
  shift 5
  local IFS=$'\n'
  opt_values+=("$*")
}
__voucherctl_arg() {
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
__voucherctl_table() {
  case $1 in
    voucherctl)
      __voucherctl_sub 'quota tenant-quota'
      __voucherctl_sub pods
      __voucherctl_sub load
      __voucherctl_sub nasty
      __voucherctl_sub help
      __voucherctl_sub completion
      __voucherctl_opt --context 1 1 once text
      __voucherctl_opt '-h --help' 0 0 once none
      __voucherctl_opt '-V --version' 0 0 once none
      ;;
    'voucherctl quota')
      __voucherctl_sub 'list ls show'
      __voucherctl_sub set
      __voucherctl_sub unset
      __voucherctl_opt --context 1 1 once text
      __voucherctl_opt '-h --help' 0 0 once none
      __voucherctl_opt '-V --version' 0 0 once none
      ;;
    'voucherctl quota list')
      __voucherctl_opt '-o --output' 1 1 once words table json yaml
      __voucherctl_opt '-q --quiet' 0 0 once none
      __voucherctl_opt '--color --no-color' 0 0 once none
      __voucherctl_opt --context 1 1 once text
      __voucherctl_opt '-h --help' 0 0 once none
      __voucherctl_opt '-V --version' 0 0 once none
      ;;
    'voucherctl quota set')
      __voucherctl_opt --rate 1 1 once text
      __voucherctl_opt --reason 1 1 once text
      __voucherctl_opt '-l --label' 1 1 again words 'it'\''s' 'a b' '$HOME' '`id`' 'x:y' plain
      __voucherctl_opt --dry-run 0 0 once none
      __voucherctl_opt '-o --output' 1 1 once words table json yaml
      __voucherctl_opt '-q --quiet' 0 0 once none
      __voucherctl_opt '--color --no-color' 0 0 once none
      __voucherctl_opt --context 1 1 once text
      __voucherctl_opt '-h --help' 0 0 once none
      __voucherctl_opt '-V --version' 0 0 once none
      __voucherctl_arg 0 0 call tenants
      ;;
    'voucherctl quota unset')
      __voucherctl_opt --context 1 1 once text
      __voucherctl_opt '-h --help' 0 0 once none
      __voucherctl_opt '-V --version' 0 0 once none
      __voucherctl_arg 0 99999 call tenants
      ;;
    'voucherctl pods')
      __voucherctl_sub restarts
      __voucherctl_opt --context 1 1 once text
      __voucherctl_opt '-h --help' 0 0 once none
      __voucherctl_opt '-V --version' 0 0 once none
      ;;
    'voucherctl pods restarts')
      __voucherctl_opt --from 1 1 once file
      __voucherctl_opt --logs 1 1 once directory
      __voucherctl_opt --with 1 1 again file
      __voucherctl_opt -n 1 1 once text
      __voucherctl_opt --context 1 1 once text
      __voucherctl_opt '-h --help' 0 0 once none
      __voucherctl_opt '-V --version' 0 0 once none
      __voucherctl_arg 0 0 call pods
      __voucherctl_arg 1 1 words table json yaml
      ;;
    'voucherctl load')
      __voucherctl_opt --tenant 1 99999 again call tenant-rates
      __voucherctl_opt --model 0 1 once words table json yaml
      __voucherctl_opt -v 0 0 again none
      __voucherctl_opt --context 1 1 once text
      __voucherctl_opt '-h --help' 0 0 once none
      __voucherctl_opt '-V --version' 0 0 once none
      ;;
    'voucherctl nasty')
      __voucherctl_opt '--a:b' 0 0 once none
      __voucherctl_opt --esc 0 0 once none
      __voucherctl_opt '-?' 0 0 once none
      __voucherctl_opt --context 1 1 once text
      __voucherctl_opt '-h --help' 0 0 once none
      __voucherctl_opt '-V --version' 0 0 once none
      ;;
    'voucherctl help')
      __voucherctl_opt --context 1 1 once text
      __voucherctl_opt '-h --help' 0 0 once none
      __voucherctl_opt '-V --version' 0 0 once none
      __voucherctl_arg 0 0 words quota pods load nasty help completion exit-codes
      ;;
    'voucherctl completion')
      __voucherctl_opt '-h --help' 0 0 once none
      __voucherctl_opt '-V --version' 0 0 once none
      __voucherctl_opt --context 1 1 once text
      __voucherctl_arg 0 0 words bash zsh fish
      ;;
  esac
}

__voucherctl_enter() {
  node=$1
  subs=() opt_names=() opt_min=() opt_max=() opt_again=() opt_kind=() opt_values=()
  arg_first=() arg_last=() arg_kind=() arg_values=()
  need=0 may=0 count=0
  __voucherctl_table "$node"
}

__voucherctl_find_option() {
  for ((option = 0; option < ${#opt_names[@]}; option++)); do
    [[ " ${opt_names[option]} " == *" $1 "* ]] && return 0
  done
  return 1
}

__voucherctl_find_sub() {
  local row
  for row in "${subs[@]}"; do
    [[ " $row " == *" $1 "* ]] && sub=${row%% *} && return 0
  done
  return 1
}

# Takes note of the option in row $option; $1 of its values are part of the word itself.
__voucherctl_give() {
  given+="${opt_names[option]} "
  need=$((opt_min[option] > $1 ? opt_min[option] - $1 : 0))
  may=$((opt_max[option] > $1 ? opt_max[option] - $1 : 0))
}

__voucherctl_walk_option() {
  local word=$1 letter
  need=0 may=0
  if __voucherctl_find_option "${word%%=*}"; then
    if [[ $word == *=* ]]; then __voucherctl_give 1; else __voucherctl_give 0; fi
    return
  fi
  [[ $word == --* ]] && return
  for ((letter = 1; letter < ${#word}; letter++)); do
    __voucherctl_find_option "-${word:letter:1}" || return
    __voucherctl_give 0
    if ((may > 0)); then
      ((letter + 1 < ${#word})) && __voucherctl_give 1
      return
    fi
  done
}

__voucherctl_walk() {
  local sub
  if ((need > 0)); then
    need=$((need - 1)) may=$((may - 1))
  elif ((closed)); then
    count=$((count + 1))
  elif [[ $1 == -- ]]; then
    closed=1 may=0
  elif [[ $1 == -?* ]]; then
    __voucherctl_walk_option "$1"
  elif __voucherctl_find_sub "$1"; then
    __voucherctl_enter "$node $sub"
  elif ((may > 0)); then
    may=$((may - 1))
  else
    count=$((count + 1))
  fi
}

# Asks the program itself, for one second at most, and answers nothing when it fails.
__voucherctl_ask() {
  local program=${asked/#\~\//$HOME/}
  type -P -- "$program" >/dev/null || program=voucherctl
  if type -P timeout >/dev/null; then
    timeout -s KILL 1 "$program" __complete -- "$1" "$2"
  else
    sh -c '"$@" & call=$!; (sleep 1; kill -9 "$call") >/dev/null 2>&1 &
      wait "$call"; code=$?; kill "$!"; exit "$code"' \
      sh "$program" __complete -- "$1" "$2"
  fi 2>/dev/null </dev/null
}

__voucherctl_put() {
  [[ $1 == "$current"* ]] && COMPREPLY+=("$1")
  return 0
}

__voucherctl_put_values() {
  local before=$1 kind=$2 values=$3 value part=${current#"$1"}
  case $kind in
    words) ;;
    call) values=$(__voucherctl_ask "$values" "$part") || return ;;
    file) values=$(compgen -f -- "$part") files=1 ;;
    directory) values=$(compgen -d -- "$part") files=1 ;;
    *) return ;;
  esac
  while IFS= read -r value; do
    [[ -n $value ]] && __voucherctl_put "$before$value"
  done <<<"$values"
}

__voucherctl_put_options() {
  local row name
  local -a names
  for ((row = 0; row < ${#opt_names[@]}; row++)); do
    [[ ${opt_again[row]} == once && $given == *" ${opt_names[row]%% *} "* ]] && continue
    IFS=' ' read -r -a names <<<"${opt_names[row]}"
    for name in "${names[@]}"; do __voucherctl_put "$name"; done
  done
}

# An alias is completed only where its command's own name does not fit.
__voucherctl_put_subs() {
  local row name
  local -a names
  for row in "${subs[@]}"; do
    IFS=' ' read -r -a names <<<"$row"
    __voucherctl_put "${names[0]}"
    [[ -z $current || ${names[0]} == "$current"* ]] && continue
    for name in "${names[@]:1}"; do __voucherctl_put "$name"; done
  done
}

__voucherctl_put_operands() {
  local row places=0
  for ((row = 0; row < ${#arg_kind[@]}; row++)); do
    ((arg_first[row] <= count && count <= arg_last[row])) || continue
    places=1
    __voucherctl_put_values '' "${arg_kind[row]}" "${arg_values[row]}"
  done
  if [[ -z $current ]] && ((!places && !closed && may == 0 && ${#subs[@]} == 0)); then
    __voucherctl_put_options
  fi
}

__voucherctl_offer() {
  if ((need > 0)); then
    __voucherctl_put_values '' "${opt_kind[option]}" "${opt_values[option]}"
  elif ((!closed)) && [[ $current == -*=* ]]; then
    __voucherctl_find_option "${current%%=*}" || return
    __voucherctl_put_values "${current%%=*}=" "${opt_kind[option]}" "${opt_values[option]}"
  elif ((!closed)) && [[ $current == -* ]]; then
    __voucherctl_put_options
  else
    ((may > 0)) && __voucherctl_put_values '' "${opt_kind[option]}" "${opt_values[option]}"
    ((closed)) || __voucherctl_put_subs
    __voucherctl_put_operands
  fi
}

# Joins words that bash took apart at = and :; $kept is what readline will not replace.
__voucherctl_split() {
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

_voucherctl() {
  local IFS=$' \t\n'
  local node asked='' current='' kept='' given=' ' word
  local quoted=0 files=0 option=0 closed=0 need may count place
  local -a typed=() subs opt_names opt_min opt_max opt_again opt_kind opt_values
  local -a arg_first arg_last arg_kind arg_values
  COMPREPLY=()
  __voucherctl_split
  __voucherctl_enter voucherctl
  for word in "${typed[@]:1}"; do __voucherctl_walk "${word//[\\\"\']/}"; done
  __voucherctl_offer
  for place in "${!COMPREPLY[@]}"; do
    word=${COMPREPLY[place]#"$kept"}
    ((quoted || files)) || printf -v word %q "$word"
    COMPREPLY[place]=$word
  done
  ((files)) && compopt -o filenames 2>/dev/null
  [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}

complete -F _voucherctl voucherctl
