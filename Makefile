# 全部命令见 make help；每个命令都可以随时中断、再次运行。
PYTHON ?= python3
LAUNCHER = @$(PYTHON) -m launcher
export PORT BIND ARGS DEMO

.DEFAULT_GOAL := help
.PHONY: help setup run stop reset test mutate fuzz check fmt lock bench screenshots services services-stop doctor

help:  ## 列出全部命令
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup:  ## 建立 .venv 并安装依赖
	$(LAUNCHER) setup

run:  ## 准备一切并启动门户（PORT=8000 BIND=127.0.0.1 DEMO=1；DATABASE_URL、REDIS_URL 指向已有的服务）
	$(LAUNCHER) run

stop:  ## 停止正在运行的门户
	$(LAUNCHER) stop

reset:  ## 停止门户并清空其数据，从头开始
	$(LAUNCHER) reset

test:  ## 运行全部测试（ARGS="tests/core -k foo" 交给 pytest）
	$(LAUNCHER) test

mutate:  ## 变异测试：逐个放入小故障，测试须能发现（ARGS="core/values/money.py"；--again 只重试幸存的和改过的函数）
	$(LAUNCHER) mutate

fuzz:  ## 乱敲各个入口：每类十万次，不许有一次 HTTP 500（ARGS="--inputs 3000 -k forms --seed 2"）
	$(LAUNCHER) fuzz

check:  ## 静态检查：格式、类型、分层、模板、安全、迁移、政策
	$(LAUNCHER) check

fmt:  ## 整理代码格式
	$(LAUNCHER) format

lock:  ## 按 pyproject.toml 重写锁定文件（UPGRADE=1 升级版本）
	$(LAUNCHER) lock $(if $(UPGRADE),--upgrade)

bench:  ## 测速（benchmarks/，结果见 docs）
	$(LAUNCHER) bench

screenshots:  ## 用演示数据重拍 README 的截图（docs/pictures）
	$(LAUNCHER) setup --dev
	$(LAUNCHER) services -- .venv/bin/python -m tests.journeys.pictures

services:  ## 启动开发用的常驻 PostgreSQL 与 Valkey，并打印其地址
	$(LAUNCHER) dev start

services-stop:  ## 停止开发用的 PostgreSQL 与 Valkey
	$(LAUNCHER) dev stop

doctor:  ## 逐项检查本机是否齐备
	$(LAUNCHER) doctor
